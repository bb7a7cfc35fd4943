#!/usr/bin/env bash
# The whole suite on SQLite, then the tests that touch the database on PostgreSQL where it runs.
set -euo pipefail
cd "$(dirname "$0")/.."
export DJANGO_SETTINGS_MODULE=portal.settings.test
# shellcheck disable=SC1091
if [ -f var/services/env ]; then set -a; . var/services/env; set +a; fi

echo "== Tests on SQLite"
env -u DATABASE_URL python -m pytest "$@"

if [ -n "${TEST_POSTGRES_URL:-}" ] && python scripts/postgres_answers.py "$TEST_POSTGRES_URL"; then
  echo "== Tests on PostgreSQL"
  # What never touches the database has been run already.
  DATABASE_URL="$TEST_POSTGRES_URL" python -m pytest \
    --ignore=tests/plans/importer --ignore=tests/portal/demo --ignore=tests/ops "$@"
elif [ "${CI:-}" = true ]; then
  echo "PostgreSQL does not run: start it with “make services”." >&2
  exit 1
else
  echo "== Tests on PostgreSQL: skipped, no server runs (make services starts one)"
fi
