#!/bin/sh
# Says plainly which tool is missing or too old, before anything else fails for want of it.
missing=0
say() { printf '%s\n' "$*" >&2; missing=1; }

if ! command -v "${PYTHON:-python3}" >/dev/null 2>&1; then
  say "Python 3.11 or newer is needed; “${PYTHON:-python3}” was not found. Install Python or set PYTHON=/path/to/python3."
elif ! "${PYTHON:-python3}" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  say "Python 3.11 or newer is needed; found $("${PYTHON:-python3}" --version 2>&1). Set PYTHON=/path/to/python3.11."
elif ! "${PYTHON:-python3}" -c 'import venv, ensurepip' >/dev/null 2>&1; then
  say "Python's venv module is missing (Debian: apt install python3-venv)."
fi

if ! command -v "${NODE:-node}" >/dev/null 2>&1; then
  say "Node.js 20 or newer is needed; “${NODE:-node}” was not found."
elif ! "${NODE:-node}" -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)'; then
  say "Node.js 20 or newer is needed; found $("${NODE:-node}" --version)."
fi
command -v npm >/dev/null 2>&1 || say "npm is needed; it comes with Node.js."

exit $missing
