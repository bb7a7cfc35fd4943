# Elasticsearch 9 from its own jars in Maven's registry, one node on 127.0.0.1, data thrown away at the end.
# shellcheck shell=bash
# SERVICES_ELASTICSEARCH_PORT: the first port to try.
# shellcheck source=/dev/null
. "$ROOT/ops/services/java.bash"

_version=9.5.3
_sources="$ROOT/ops/services/elasticsearch"

# The network layer is a module with a descriptor in the distribution; here it gets one.
_describe_transport() {
  cat >"$1/plugin-descriptor.properties" <<DESCRIPTOR
description=transport-netty4
version=$_version
name=transport-netty4
classname=org.elasticsearch.transport.netty4.Netty4Plugin
java.version=21
elasticsearch.version=$_version
DESCRIPTOR
}

_build() {
  local folder="$1" java="$2" module="$1/home/modules/transport-netty4"
  [ -f "$folder/ready-$_version" ] && return 0
  say "downloading $_version …"
  rm -rf "${folder:?}/lib" "${folder:?}/classes" "${folder:?}/home"
  mkdir -p "$folder/classes" "$folder/home/config" "$folder/home/plugins" "$module"
  mvn -q -B -f "$_sources/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies \
    -DoutputDirectory="$folder/lib" -DincludeScope=runtime >"$folder/build.log" 2>&1 || {
    tail -n 5 "$folder/build.log" >&2
    return 1
  }
  mv "$folder"/lib/netty-*.jar "$folder"/lib/transport-netty4-*.jar "$module/"
  _describe_transport "$module"
  "$java/bin/javac" -nowarn -d "$folder/classes" -cp "$folder/lib/*" "$_sources/TestNode.java"
  touch "$folder/ready-$_version"
}

service_start() {
  local folder java port pid
  folder="$(folder_of elasticsearch)"
  pid="$(_server_pid "$folder")"
  if [ -n "$pid" ]; then
    say "runs on port $(cat "$folder/port") (process $pid)"
    return 0
  fi
  _need_java
  java="$(_java_home)"
  _build "$folder" "$java"
  port="$(free_port "${SERVICES_ELASTICSEARCH_PORT:-9391}")"
  rm -rf "$folder/data"
  mkdir -p "$folder/data/tmp"
  setsid "$java/bin/java" -Xms512m -Xmx512m -XX:TieredStopAtLevel=1 "-Djava.io.tmpdir=$folder/data/tmp" \
    -Des.distribution.type=zip --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
    -Dorg.elasticsearch.nativeaccess.enableVectorLibrary=false -Dlog4j2.disable.jmx=true \
    -cp "$folder/classes:$folder/lib/*" TestNode "$folder/home" "$folder/data" "$port" \
    >"$folder/log" 2>&1 9>&- &
  pid=$!
  echo "$pid" >"$folder/pid"
  echo "$port" >"$folder/port"
  _await_cluster "$port" "$pid" "$folder/log"
  say "$_version started on port $port"
}

service_stop() { _stop_server "$(folder_of elasticsearch)"; }

service_env() {
  local folder
  folder="$(folder_of elasticsearch)"
  if [ -n "$(_server_pid "$folder")" ]; then
    echo "TEST_ELASTICSEARCH_URL=http://127.0.0.1:$(cat "$folder/port")"
  fi
}
