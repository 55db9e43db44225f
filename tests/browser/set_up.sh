#!/usr/bin/env bash
# What the browser tests need: Chromium, Node.js 18 or later, and the packages of package-lock.json. Installs what is
# missing where it may (Debian and Ubuntu, as root); elsewhere it says what to install.
set -euo pipefail
cd "$(dirname "$0")"

missing=()
[[ -n "${CHROMIUM:-}" ]] || command -v chromium chromium-browser google-chrome >/dev/null || missing+=(chromium)
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)

if ((${#missing[@]})); then
  if [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; then
    echo "The browser tests need ${missing[*]}. Install them (Debian: sudo apt-get install ${missing[*]}) and repeat;" >&2
    echo "CHROMIUM=/path/to/chrome names a browser that is not on the PATH." >&2
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -qq --yes --no-install-recommends "${missing[@]}" fonts-dejavu-core >/dev/null
fi
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
