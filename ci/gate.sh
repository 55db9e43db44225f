#!/usr/bin/env bash
# What the GitHub Action runs: the gate on what a change touches, with reports for the CI system.
#
#   AGAINST  the revision to hold against; `baseline` for the baseline file; empty for BASE
#   BASE     where the change begins, as the CI system knows it; empty or all zeros for a new branch
#   PATHS, FAIL_ON, MIN_ORIGINS, STRICT   as the options of `crosscheck gate`
#   SARIF, JUNIT, SUMMARY   files to write; empty for none
set -euo pipefail

arguments=()
read -r -a paths <<<"${PATHS:-}"
against=${AGAINST:-${BASE:-}}
if [[ $against =~ ^0*$ ]]; then
  # A new branch says nothing of where it begins: hold against the baseline file.
  against=baseline
fi
if [[ $against != baseline ]]; then
  if ! git rev-parse --quiet --verify "$against^{commit}" >/dev/null; then
    git fetch --quiet --depth=1 origin "${against#origin/}"
    against=$(git rev-parse FETCH_HEAD)
  fi
  arguments+=(--against "$against")
fi
[[ -n ${FAIL_ON:-} ]] && arguments+=(--fail-on "$FAIL_ON")
[[ ${MIN_ORIGINS:-0} != 0 ]] && arguments+=(--min-origins "$MIN_ORIGINS")
[[ ${STRICT:-false} == true ]] && arguments+=(--strict)
[[ -n ${SARIF:-} ]] && arguments+=(--report "sarif=$SARIF")
[[ -n ${JUNIT:-} ]] && arguments+=(--report "junit=$JUNIT")
summary=${SUMMARY:-${GITHUB_STEP_SUMMARY:-}}
[[ -n $summary ]] && arguments+=(--report "summary=$summary")
[[ -n ${GITHUB_ACTIONS:-} ]] && arguments+=(--format github)

status=0
crosscheck gate ${paths[@]+"${paths[@]}"} ${arguments[@]+"${arguments[@]}"} || status=$?
exit "$status"
