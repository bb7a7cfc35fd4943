#!/bin/sh
# What the image can do. Outside Docker the same commands work with the portal's Python first in PATH.
set -eu
cd "$(dirname "$0")/.."
export DJANGO_SETTINGS_MODULE="${DJANGO_SETTINGS_MODULE:-portal.settings.production}"

usage() {
  cat >&2 <<'TEXT'
usage: entrypoint.sh COMMAND
  web               bring the database up to date, then serve
  serve             serve only: for a second web container
  worker [OPTION…]  run background tasks and the clock
  health web|worker exit 0 when that one is well
  bucket            make the S3 bucket and try a write, a read and a removal in it
  manage COMMAND…   any command of manage.py
TEXT
  exit 2
}

serve() { exec gunicorn --config ops/gunicorn.conf.py portal.wsgi:application; }

command="${1:-}"
[ $# -gt 0 ] && shift
case "$command" in
  web)
    python manage.py migrate --noinput --verbosity 1
    python manage.py load_reference_data
    serve
    ;;
  serve) serve ;;
  worker) exec python manage.py worker "$@" ;;
  health) exec python ops/health.py "$@" ;;
  bucket) exec python ops/bucket.py ;;
  manage) exec python manage.py "$@" ;;
  *) usage ;;
esac
