# A Java development kit and Maven for the search servers; sourced by their files.
# shellcheck shell=bash

# Prints the folder of a development kit, version 21 or newer.
_java_home() {
  local folder version
  for folder in ${SERVICES_JAVA_HOME:-} /usr/lib/jvm/*; do
    [ -x "$folder/bin/javac" ] || continue
    version="$("$folder/bin/javac" -version 2>&1 | sed -E 's/[^0-9]*([0-9]+).*/\1/')"
    if [ "$version" -ge 21 ]; then
      printf '%s\n' "$folder"
      return 0
    fi
  done
  return 1
}

_need_java() {
  if ! _java_home >/dev/null && ! install_packages openjdk-21-jdk-headless; then
    complain "needs a Java development kit, version 21 or newer (SERVICES_JAVA_HOME names one)."
    return 1
  fi
  command -v mvn >/dev/null || install_packages maven
}

# Waits until a server answers on a port or its process has ended: _await_cluster PORT PID LOG
_await_cluster() {
  local tries
  for ((tries = 0; tries < 600; tries++)); do
    if curl -fs -m 2 "http://127.0.0.1:$1/_cluster/health?wait_for_status=yellow&timeout=1s" >/dev/null 2>&1; then
      return 0
    fi
    running "$2" || break
    sleep 0.2
  done
  tail -n 20 "$3" >&2
  return 1
}

# Prints the id of a server that we began, when it still runs: _server_pid FOLDER
# The number may be another program's by now, so its command line has to name our folder.
_server_pid() {
  local pid
  pid="$(cat "$1/pid" 2>/dev/null || true)"
  if running "$pid" && tr '\0' ' ' <"/proc/$pid/cmdline" | grep -qF -- "$1"; then
    printf '%s\n' "$pid"
  fi
}

# Ends a server and throws its data away: _stop_server FOLDER
_stop_server() {
  local pid
  pid="$(_server_pid "$1")"
  [ -n "$pid" ] || return 0
  end_process "$pid"
  rm -rf "$1/data" "$1/pid" "$1/port"
  say "stopped"
}
