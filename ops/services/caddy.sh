# Caddy, so that the tests can read ops/Caddyfile with the program that reads it on a server.
# shellcheck shell=bash
# Unpacked, not installed: Debian's package would start a server on port 80.

_caddy() {
  if command -v caddy; then return 0; fi
  [ -x "$STATE/caddy/usr/bin/caddy" ] && echo "$STATE/caddy/usr/bin/caddy"
}

_unpack() {
  local folder
  folder="$(folder_of caddy)"
  if ! command -v apt-get >/dev/null; then
    complain "is missing: install Caddy 2 by hand."
    return 1
  fi
  say "unpacking caddy …"
  # Downloading needs no root; where the lists of packages are missing, root may fetch them.
  (cd "$folder" && { apt-get download -qq caddy || { apt-get update -qq && apt-get download -qq caddy; }; }) \
    >"$folder/log" 2>&1 || { tail -n 5 "$folder/log" >&2; return 1; }
  dpkg-deb -x "$folder"/caddy_*.deb "$folder"
  rm -f "$folder"/caddy_*.deb
}

service_start() {
  _caddy >/dev/null || _unpack
  say "$("$(_caddy)" version | cut -d' ' -f1) at $(_caddy)"
}

service_stop() { :; }

service_env() {
  if _caddy >/dev/null; then
    printf 'CADDY=%q\n' "$(_caddy)"
  fi
}
