# Debian's Chromium for the browser tests; it is started by the tests themselves.
# shellcheck shell=bash

_browser() {
  local name
  if [ -n "${CHROMIUM:-}" ]; then
    command -v "$CHROMIUM"
    return
  fi
  for name in chromium chromium-browser google-chrome; do
    command -v "$name" && return 0
  done
  return 1
}

# Without any font a browser draws nothing, and screenshots and layout tests say nothing.
_fonts() {
  if ! command -v fc-list >/dev/null || [ -z "$(fc-list : family | head -n 1)" ]; then
    install_packages fontconfig fonts-dejavu-core
  fi
}

service_start() {
  _browser >/dev/null || install_packages chromium
  _fonts
  say "$("$(_browser)" --version 2>/dev/null | sed 's/ *built on.*//') at $(_browser)"
}

service_stop() { :; }

service_env() {
  if _browser >/dev/null; then
    printf 'CHROMIUM=%q\n' "$(_browser)"
  fi
}
