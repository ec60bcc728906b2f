#!/usr/bin/env bash
# The scripts of the pages, as far as they touch no page:  run.sh NODE WEB BIN
#
# WEB is the folder that node/web/assets/make.mjs made, and BIN has the two programs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export WAARMERK_WEB=$2 WAARMERK_BIN=$3
export WAARMERK_VECTORS=${WAARMERK_VECTORS:-$(realpath -m ../../../shared/vectors)}
exec "$1" --test ./*.test.mjs
