#!/usr/bin/env bash
# Lints a fresh, unbuilt copy of this project with the installed plugin (mvn install), named by its full coordinates, as anybody may in any project:
# nothing is compiled, no sibling can be had as a jar, and still the findings that need a sibling's types and code are there.
# Arguments go to Maven, for example -Dmaven.repo.local=DIR.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r pom.xml catalog storage shop "$copy"
find "$copy" -name target -type d -prune -exec rm -rf {} +

version=$(sed -n 's/.*<pollux.version>\(.*\)<.*/\1/p' pom.xml)
(cd "$copy" && mvn -B -ntp "$@" "dev.pollux:pollux-maven-plugin:$version:lint" </dev/null) | tee "$copy/log"

expected=$(cd "$copy" && grep -rn --include='*.java' '// expect: ' . | sed -E 's#^\./[^/]+/(src/[^:]+):([0-9]+):.*// expect: (\w+)$#\1:\2 \3#' | sort)
found=$(sed -nE 's#.*(src/[^ ]+\.java):([0-9]+):[0-9]+: [a-z]+: \[(\w+)\].*#\1:\2 \3#p' "$copy/log" | sort)
if [ "$expected" != "$found" ]; then
  printf 'expected:\n%s\nfound:\n%s\n' "$expected" "$found" >&2
  exit 1
fi
if find "$copy" -name '*.class' | grep -q .; then
  echo "Something was compiled." >&2
  exit 1
fi
