# OpenSearch 3, complete, from Maven's registry: one node on 127.0.0.1, data thrown away at the end.
# shellcheck shell=bash
# SERVICES_OPENSEARCH_PORT: the first port to try.
# shellcheck source=/dev/null
. "$ROOT/ops/services/java.bash"

_version=3.6.0

# OpenSearch refuses to run as root: then nobody runs it, from a folder that nobody can reach.
_place() {
  local inside outside
  inside="$(folder_of opensearch)"
  if [ "$(id -u)" -ne 0 ] || runuser -u nobody -- test -x "$inside" 2>/dev/null; then
    printf '%s\n' "$inside"
    return 0
  fi
  outside="/var/tmp/portal-services-$(printf '%s' "$STATE" | cksum | cut -d' ' -f1)/opensearch"
  mkdir -p "$outside"
  printf '%s\n' "$outside"
}

_unpack() {
  local folder="$1"
  [ -x "$folder/opensearch-$_version/bin/opensearch" ] && return 0
  say "downloading $_version …"
  mvn -q -B -f "$ROOT/ops/services/opensearch/pom.xml" dependency:unpack "-Dunpack.folder=$folder" \
    >"$folder/build.log" 2>&1 || {
    tail -n 5 "$folder/build.log" >&2
    return 1
  }
}

service_start() {
  local folder home java port pid as_user=()
  folder="$(_place)"
  home="$folder/opensearch-$_version"
  pid="$(_server_pid "$folder")"
  if [ -n "$pid" ]; then
    say "runs on port $(cat "$folder/port") (process $pid)"
    return 0
  fi
  _need_java
  java="$(_java_home)"
  _unpack "$folder"
  port="$(free_port "${SERVICES_OPENSEARCH_PORT:-9361}")"
  rm -rf "$folder/data"
  mkdir -p "$folder/data/tmp" "$folder/data/logs"
  if [ "$(id -u)" -eq 0 ]; then
    chown -R nobody "$folder/data" "$home/config" "$home/logs"
    chmod -R a+rX "$home"
    as_user=(setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups)
  fi
  (
    cd "$folder/data" || exit
    export OPENSEARCH_JAVA_HOME="$java" OPENSEARCH_TMPDIR="$folder/data/tmp"
    export OPENSEARCH_JAVA_OPTS="-Xms512m -Xmx512m -XX:TieredStopAtLevel=1"
    exec setsid "${as_user[@]}" "$home/bin/opensearch" -Ecluster.name=portal-tests -Enode.name=node \
      -Ediscovery.type=single-node -Enetwork.host=127.0.0.1 "-Ehttp.port=$port" \
      "-Etransport.port=$((port + 100))" -Ecluster.routing.allocation.disk.threshold_enabled=false \
      "-Epath.data=$folder/data/node" "-Epath.logs=$folder/data/logs" >"$folder/log" 2>&1 9>&-
  ) &
  pid=$!
  echo "$pid" >"$folder/pid"
  echo "$port" >"$folder/port"
  _await_cluster "$port" "$pid" "$folder/log"
  say "$_version started on port $port"
}

service_stop() { _stop_server "$(_place)"; }

service_env() {
  local folder
  folder="$(_place)"
  if [ -n "$(_server_pid "$folder")" ]; then
    echo "TEST_OPENSEARCH_URL=http://127.0.0.1:$(cat "$folder/port")"
  fi
}
