#!/usr/bin/env bash
# Builds this project against the installed runtime (mvn install), and runs it on the module path and on the class path.
# Arguments go to Maven, for example -Dmaven.repo.local=DIR.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

mvn -B -q -ntp "$@" clean package </dev/null

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jar=$(ls target/consumer-*.jar)

# expect LINE COMMAND...: the command prints exactly this line.
expect() {
  local wanted=$1 got
  shift
  got=$("$@" 2>&1 </dev/null) || true
  if [ "$got" != "$wanted" ]; then
    printf 'expected: %s\n     got: %s\n      of: %s\n' "$wanted" "$got" "$*" >&2
    exit 1
  fi
  echo "$got"
}

expect "received 42 with module dev.pollux" "$java" --module-path "$jar:target/libraries" --module com.example.consumer/com.example.consumer.Main
expect "received 42 with the class path" "$java" -cp "$jar:target/libraries/*" com.example.consumer.Main
