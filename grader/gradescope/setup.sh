#!/usr/bin/env bash
# Gradescope runs this once, when it builds the image: a Python of its own, with what the grader needs.
set -euo pipefail

root="${AUTOGRADER_ROOT:-/autograder}"
is_new_enough='import sys; sys.exit(sys.version_info < (3, 11))'

find_python() {
  local name
  for name in python3 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null && "$name" -c "$is_new_enough" && "$name" -c 'import ensurepip, venv' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
  return 1
}

if ! python="$(find_python)"; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get -q update
  for version in 3 3.13 3.12 3.11; do
    apt-get -q install -y --no-install-recommends "python$version" "python$version-venv" || continue
    if python="$(find_python)"; then break; fi
  done
fi
if [[ -z "${python:-}" ]]; then
  echo "This image has no Python 3.11 or newer, and none can be installed: choose a newer base image." >&2
  exit 1
fi

"$python" -m venv "$root/venv"
"$root/venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$root/source/requirements.txt"
echo "The autograder is ready, with $("$root/venv/bin/python" -V 2>&1)."
