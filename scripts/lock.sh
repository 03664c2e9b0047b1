#!/bin/sh
# Lock every requirements*.in with hashes. No address of a registry gets into the files.
set -eu
export UV_PYTHON_DOWNLOADS=never
for name in requirements requirements-test requirements-bench; do
    .venv/bin/uv pip compile --quiet "$@" --python-version 3.11 --universal --generate-hashes \
        --no-emit-index-url --no-header --no-annotate "$name.in" --output-file "$name.txt"
done
echo uv | .venv/bin/uv pip compile --quiet "$@" --python-version 3.11 --universal --generate-hashes \
    --no-emit-index-url --no-header --no-annotate - --output-file requirements-uv.txt
