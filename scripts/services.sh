#!/usr/bin/env bash
# Real servers and tools for the tests, on loopback: installs what is missing and starts it.
#
#   scripts/services.sh start    install, start, write var/services/env
#   scripts/services.sh stop     end what start began, by process id
#   scripts/services.sh env      print the variables that the tests read
#   scripts/services.sh start|stop|env ops/services/NAME.sh    the same for one service
#
# One file in ops/services/ is one service. It defines three functions:
#   service_start   install and start; quick when it runs already; one line that says what runs
#   service_stop    end it; silent when it does not run
#   service_env     print NAME=value lines for the tests
# and may use what is defined here: say, install_packages, folder_of, running, end_process, free_port.
set -euo pipefail
cd "$(dirname "$0")/.."
ROOT="$PWD"
STATE="${SERVICES_DIR:-$ROOT/var/services}"
SERVICE=services
export DEBIAN_FRONTEND=noninteractive

say() { printf '%-12s %s\n' "$SERVICE" "$*"; }

complain() { printf '%-12s %s\n' "$SERVICE" "$*" >&2; }

# Installs Debian packages with what they need and no more: install_packages NAME…
install_packages() {
  if ! command -v apt-get >/dev/null; then
    complain "is missing, and there is no apt-get to install it with: install it by hand ($*)."
    return 1
  fi
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      complain "is missing; install it with: sudo apt-get install $*"
      return 1
    fi
    as_root=(sudo -n DEBIAN_FRONTEND=noninteractive)
  fi
  say "installing $* …"
  local log="$STATE/apt.log"
  # Lists may be absent or old: ask for them only when the first try fails.
  if ! "${as_root[@]}" apt-get install -qq -y --no-install-recommends "$@" >"$log" 2>&1; then
    if ! { "${as_root[@]}" apt-get update -qq &&
      "${as_root[@]}" apt-get install -qq -y --no-install-recommends "$@"; } >"$log" 2>&1; then
      tail -n 5 "$log" >&2
      return 1
    fi
  fi
}

# Prints the folder of a service, made when missing.
folder_of() {
  mkdir -p "$STATE/$1"
  printf '%s\n' "$STATE/$1"
}

# Whether a process of that id runs: running PID
running() { [ -n "${1:-}" ] && kill -0 "$1" 2>/dev/null; }

# Asks a process to end, waits up to 20 seconds, then ends it: end_process PID [SIGNAL]
end_process() {
  local pid="$1" signal="${2:-TERM}" tries
  kill "-$signal" "$pid" 2>/dev/null || return 0
  for ((tries = 0; tries < 200; tries++)); do
    running "$pid" || return 0
    sleep 0.1
  done
  kill -KILL "$pid" 2>/dev/null || true
}

# Prints the first port from $1 on that nobody listens at.
free_port() {
  local port
  for ((port = $1; port < $1 + 100; port++)); do
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      printf '%s\n' "$port"
      return 0
    fi
  done
  complain "finds no free port from $1 on."
  return 1
}

# Calls one function of every service; names those that failed.
each() {
  local verb="$1" file failed=()
  for file in "$ROOT"/ops/services/*.sh; do
    # A bash of its own: as the condition of “||”, a function here would run on after an error.
    "$ROOT/scripts/services.sh" "$verb" "$file" || failed+=("$(basename "$file" .sh)")
  done
  if [ ${#failed[@]} -gt 0 ]; then
    echo "services: could not $verb: ${failed[*]}" >&2
    return 1
  fi
}

locked() {
  mkdir -p "$STATE"
  exec 9>"$STATE/lock"
  flock 9
}

if [ $# -eq 2 ]; then
  SERVICE="$(basename "$2" .sh)"
  # shellcheck source=/dev/null
  . "$2"
  "service_$1"
  exit
fi

case "${1:-}" in
  start)
    locked
    each start || exit 1
    each env >"$STATE/env.new"
    mv "$STATE/env.new" "$STATE/env"
    echo "Variables for the tests: ${STATE#"$ROOT"/}/env"
    ;;
  stop)
    [ -d "$STATE" ] || exit 0
    locked
    each stop || exit 1
    rm -f "$STATE/env"
    ;;
  env)
    each env
    ;;
  *)
    echo "usage: scripts/services.sh start|stop|env" >&2
    exit 2
    ;;
esac
