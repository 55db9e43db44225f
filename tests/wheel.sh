#!/usr/bin/env bash
# Builds the wheel, installs it alone into a new environment elsewhere, and runs it there on a folder of articles.
set -euo pipefail
cd "$(dirname "$0")/.."
project=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

.venv/bin/python -m hatchling build --target wheel --directory "$work/dist" >"$work/build.log" 2>&1 ||
  { cat "$work/build.log" >&2; exit 1; }
.venv/bin/python -m venv "$work/venv"
grep -E '^[A-Za-z0-9]' "$project/requirements.txt" | sed 's/ *\\$//' >"$work/constraints.txt"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: \
  --constraint "$work/constraints.txt" "$work"/dist/*.whl

mkdir "$work/desk"
cat >"$work/desk/gazette.md" <<'ARTICLE'
---
title: Harbour bridge to open in May
publisher: Larnholm Gazette
date: 2025-03-04
---
The new harbour bridge will cost €40 million, Larnholm council said on Tuesday. It is to open on 3 May.
ARTICLE
cat >"$work/desk/courier.txt" <<'ARTICLE'
Harbour bridge bill rises

Isle Courier, 5 March 2025

The new harbour bridge will cost €55 million, according to Larnholm council.
ARTICLE

cd "$work"
"$work/venv/bin/crosscheck" --version
"$work/venv/bin/crosscheck" rules check
"$work/venv/bin/crosscheck" run desk --format json -o report.json
"$work/venv/bin/crosscheck" run desk --quiet -o report.html
"$work/venv/bin/python" - <<'CHECK'
import json
import pathlib

report = json.loads(pathlib.Path("report.json").read_text("utf-8"))
cited = {claim["evidence"]["source"] for claim in report["claims"]}
assert cited == {"gazette", "courier"}, f"claims from {sorted(cited)}"
assert any(finding["kind"] == "value-conflict" for finding in report["findings"]), "no conflict found"
CHECK
echo "The wheel runs on its own."
