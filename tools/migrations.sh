#!/usr/bin/env bash
# Writes the migrations of both databases from the rows in src/App/Store.
#   tools/migrations.sh Name     adds a migration of that name for SQLite and for PostgreSQL
#   tools/migrations.sh --again  before the first release only: throws all away and writes one `Initial` each
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet tool restore >/dev/null
name=${1:?"usage: tools/migrations.sh Name | --again"}
if [ "$name" = --again ]; then
  rm -rf src/App/Store/Migrations/Sqlite src/App/Store/Migrations/Postgres
  name=Initial
fi
dotnet build src/App/App.csproj -v quiet -nologo
for database in Sqlite Postgres; do
  dotnet ef migrations add "$name" --no-build --project src/App --startup-project src/App \
    --context "${database}Db" --output-dir "Store/Migrations/$database"
  if [ "${1}" = --again ]; then
    # One fixed stamp, so that writing it again differs only where the rows do.
    for file in src/App/Store/Migrations/"$database"/*_Initial*.cs; do
      sed -i -E 's/\[Migration\("[0-9]+_Initial"\)\]/[Migration("20260101000000_Initial")]/' "$file"
      mv "$file" "$(dirname "$file")/20260101000000_${file##*[0-9]_}"
    done
  fi
done
