#!/usr/bin/env bash
# Starts the web server and one worker; Ctrl-C ends both.
set -euo pipefail
cd "$(dirname "$0")/.."
export DJANGO_SETTINGS_MODULE="${DJANGO_SETTINGS_MODULE:-portal.settings.development}"
export PORT="${PORT:-8000}"

# A wrong variable of the environment stops here, with its name, before anything is written.
python manage.py check --fail-level ERROR >/dev/null
mkdir -p var
# Static files are collected again only when something was built since.
if [ ! -f build/collected.stamp ] || [ build/stamps/frontend -nt build/collected.stamp ] \
  || [ build/stamps/python -nt build/collected.stamp ]; then
  echo "Collecting static files …"
  python manage.py collectstatic --noinput --verbosity 0
  touch build/collected.stamp
fi
python manage.py prepare

gunicorn --config ops/gunicorn.conf.py portal.wsgi:application &
web=$!
python manage.py worker &
worker=$!

stop() {
  trap - INT TERM EXIT
  kill -TERM "$web" "$worker" 2>/dev/null || true
  wait "$web" "$worker" 2>/dev/null || true
}
trap 'stop; exit 0' INT TERM
trap stop EXIT

# When one of the two ends by itself, so does the other, and the failure is passed on.
wait -n "$web" "$worker"
