#!/usr/bin/env bash
# All that can be said about the code without running its tests; every check runs, the first failure is not the last.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=()

step() {
  local name="$1"
  shift
  echo "== $name"
  "$@" || failed+=("$name")
}

export DJANGO_SETTINGS_MODULE=portal.settings.test
step "ruff: lint" ruff check .
step "ruff: format" ruff format --check .
step "mypy" mypy core accounts search plans learning_resources news feedback portal
step "import direction" lint-imports
step "templates: indentation" bash -c 'git ls-files -z "templates/*.html" | xargs -0 djhtml --check -t 2'
step "templates: mistakes" bash -c 'git ls-files -z "templates/*.html" | xargs -0 curlylint'
step "migrations are complete" python manage.py makemigrations --check --dry-run
# 0004_query_details adds columns with a default of the database: quick on PostgreSQL; SQLite copies its table anyway.
step "migrations are safe" python manage.py lintmigrations --no-cache --quiet ignore ok --ignore-initial-migrations --ignore-name 0004_query_details --exclude-migration-tests RUNPYTHON_MODEL_VARIABLE_NAME --warnings-as-errors --include-apps core accounts search plans learning_resources news feedback portal
step "messages are translated" python scripts/messages.py check
step "deployment" env DJANGO_SETTINGS_MODULE=portal.settings.production SECRET_KEY="$(head -c 64 /dev/urandom | base64 -w0)" \
  ALLOWED_HOSTS=portal.example SITE_URL=https://portal.example HTTPS=1 python manage.py check --deploy --fail-level WARNING

if [ ${#failed[@]} -gt 0 ]; then
  printf 'Failed: %s\n' "${failed[@]}" >&2
  exit 1
fi
echo "All checks passed."
