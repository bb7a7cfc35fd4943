# ffmpeg makes the short film of the demonstration and, later, previews of uploaded ones.
# shellcheck shell=bash

service_start() {
  command -v ffmpeg >/dev/null || install_packages ffmpeg
  say "$(ffmpeg -version | sed -n '1s/^ffmpeg version \([^ ]*\).*/\1/p') at $(command -v ffmpeg)"
}

service_stop() { :; }

service_env() {
  if command -v ffmpeg >/dev/null; then
    printf 'FFMPEG=%q\n' "$(command -v ffmpeg)"
  fi
}
