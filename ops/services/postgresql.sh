# PostgreSQL 15 or newer: a cluster of its own, on 127.0.0.1 only, that keeps nothing worth keeping.
# shellcheck shell=bash
# SERVICES_POSTGRES_PORT: the first port to try.

_port_wanted="${SERVICES_POSTGRES_PORT:-5439}"

# Prints the folder of the newest installed server's programs, 15 or newer.
_programs() {
  local folder
  for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -t/ -k5,5 -rV); do
    if [ -x "$folder/initdb" ] && [ "$(basename "$(dirname "$folder")")" -ge 15 ]; then
      printf '%s\n' "$folder"
      return 0
    fi
  done
  if command -v initdb >/dev/null && [ "$(initdb --version | sed -E 's/[^0-9]*([0-9]+).*/\1/')" -ge 15 ]; then
    dirname "$(command -v initdb)"
    return 0
  fi
  return 1
}

# PostgreSQL refuses to run as root: then its own user runs it.
_user() { if id postgres >/dev/null 2>&1; then echo postgres; else echo nobody; fi; }

_as_user() {
  if [ "$(id -u)" -eq 0 ]; then
    (cd / && runuser -u "$(_user)" -- "$@")
  else
    "$@"
  fi
}

# Prints the cluster's folder: below var/, or, where its user cannot reach that (a checkout below a
# folder that only root may enter), in /var/tmp under a name made from the checkout's path.
_cluster() {
  local inside="$STATE/postgresql" outside
  mkdir -p "$inside"
  if [ "$(id -u)" -ne 0 ] || runuser -u "$(_user)" -- test -x "$inside" 2>/dev/null; then
    printf '%s\n' "$inside"
    return 0
  fi
  outside="/var/tmp/portal-services-$(printf '%s' "$STATE" | cksum | cut -d' ' -f1)/postgresql"
  mkdir -p "$outside"
  printf '%s\n' "$outside"
}

# The first line of postmaster.pid is the process, the fourth the port. After a crash the file stays and
# its number may be another program's by now, so the command line has to name our folder.
_pid() {
  local pid
  pid="$(sed -n 1p "$1/data/postmaster.pid" 2>/dev/null || true)"
  if running "$pid" && tr '\0' ' ' <"/proc/$pid/cmdline" | grep -qF -- "$1/data"; then
    printf '%s\n' "$pid"
  fi
}
_port() { sed -n 4p "$1/data/postmaster.pid" 2>/dev/null || true; }

_install() {
  local drop_in=/etc/postgresql-common/createcluster.d/portal-services.conf
  _programs >/dev/null && return 0
  # Debian's package would make a cluster of its own on port 5432; this keeps it from that, once.
  if [ "$(id -u)" -eq 0 ]; then
    mkdir -p "$(dirname "$drop_in")"
    echo "create_main_cluster = false" >"$drop_in"
  fi
  install_packages postgresql || { rm -f "$drop_in"; return 1; }
  if [ "$(id -u)" -eq 0 ]; then rm -f "$drop_in"; fi
  _programs >/dev/null || { complain "no PostgreSQL 15 or newer after installing."; return 1; }
}

_create() {
  local folder="$1" programs="$2"
  if [ "$(id -u)" -eq 0 ]; then chown "$(_user)" "$folder"; fi
  # Letters are known as such, order is by code point: the portal sorts Vietnamese by keys of its own.
  _as_user "$programs/initdb" -D "$folder/data" -U portal --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
    --no-sync >"$folder/initdb.log" 2>&1 || {
    tail -n 5 "$folder/initdb.log" >&2
    return 1
  }
  # Tests throw their data away: waiting for the disk protects nothing. No socket: its path may be too long.
  _as_user tee -a "$folder/data/postgresql.conf" >/dev/null <<'SETTINGS'
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 60
SETTINGS
  _as_user tee "$folder/data/pg_hba.conf" >/dev/null <<'ACCESS'
host all all 127.0.0.1/32 trust
ACCESS
}

service_start() {
  local folder programs port pid
  folder="$(_cluster)"
  pid="$(_pid "$folder")"
  if [ -n "$pid" ]; then
    say "runs on port $(_port "$folder") (process $pid)"
    return 0
  fi
  _install
  programs="$(_programs)"
  [ -s "$folder/data/PG_VERSION" ] || _create "$folder" "$programs"
  port="$(free_port "$_port_wanted")"
  _as_user "$programs/pg_ctl" start -D "$folder/data" -l "$folder/log" -s -w -t 60 -o "-p $port" 9>&- || {
    tail -n 5 "$folder/log" >&2
    return 1
  }
  if ! _sql "$programs" "$port" -tAc "SELECT 1 FROM pg_database WHERE datname = 'portal'" | grep -q 1; then
    _sql "$programs" "$port" -qc "CREATE DATABASE portal"
  fi
  say "$("$programs/postgres" --version | sed 's/^postgres (PostgreSQL) //') started on port $port"
}

_sql() {
  local programs="$1" port="$2"
  shift 2
  "$programs/psql" -X -h 127.0.0.1 -p "$port" -U portal -d postgres "$@"
}

service_stop() {
  local pid
  pid="$(_pid "$(_cluster)")"
  [ -n "$pid" ] || return 0
  # INT is PostgreSQL's fast shutdown: it ends sessions instead of waiting for them.
  end_process "$pid" INT
  say "stopped"
}

service_env() {
  local folder
  folder="$(_cluster)"
  if [ -n "$(_pid "$folder")" ]; then
    echo "TEST_POSTGRES_URL=postgres://portal@127.0.0.1:$(_port "$folder")/portal"
  fi
}
