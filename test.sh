#!/usr/bin/env bash
# Runs every test a fresh clone can run. Fetches a browser and PostgreSQL when it may; says plainly what it skipped.
# On CI (CI=true) nothing may be skipped: a missing browser, PostgreSQL or ../shared fails the tests that need it.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# Programs that live for seconds gain nothing from profiling themselves first.
export DOTNET_TieredPGO=0

say() { printf '\n== %s\n' "$*"; }

need() { # command-or-glob, Debian package, what goes without it
  compgen -G "$1" >/dev/null || command -v "$1" >/dev/null && return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing $2"
    [ -n "${apt_updated:-}" ] || { apt-get update -qq >/dev/null 2>&1; apt_updated=1; }
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$2" >/dev/null 2>&1 && return 0
  fi
  printf 'not here: %s (Debian package %s) - without it: %s\n' "$1" "$2" "$3"
}

command -v dotnet >/dev/null || { echo "The .NET 10 SDK is needed (global.json says which): https://dot.net"; exit 1; }
command -v npm >/dev/null || { echo "Node 20 or newer with npm is needed for the pages' islands."; exit 1; }
need chromium chromium "the browser tests are skipped"
need '/usr/share/fonts/opentype/noto/NotoSansCJK*' fonts-noto-cjk "screenshots show boxes for Chinese"
need '/usr/lib/postgresql/*/bin/initdb' postgresql "the store is tested on SQLite only"
[ -d ../shared/data ] || echo "not here: ../shared/data (real data) - tests that read it are skipped"

say "build"
dotnet build Doorstep.slnx -nologo -v quiet -clp:NoSummary || { echo "0 passed, 1 failed"; exit 1; }

say "test"
log=$(mktemp)
dotnet test --solution Doorstep.slnx --no-build --max-parallel-test-modules 2 2>&1 | tee "$log"
count() { sed -n "s/^ *$1: *\([0-9][0-9]*\) *$/\1/p" "$log" | tail -n 1; }
passed=$(count succeeded); failed=$(count failed); skipped=$(count skipped)
rm -f "$log"
if [ -z "$passed" ]; then echo "0 passed, 1 failed"; exit 1; fi
if [ "${skipped:-0}" -gt 0 ]; then
  echo "$passed passed, ${failed:-0} failed, $skipped skipped"
else
  echo "$passed passed, ${failed:-0} failed"
fi
[ "${failed:-0}" = 0 ]
