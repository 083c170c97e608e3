#!/usr/bin/env bash
# Puts the echo server under a client that is not ours: connections in turn, then many at once, 1 MiB each way.
# Every byte is compared, and the server's open descriptors are counted before and after.
#
#   check-with-socat.sh [IN_TURN [AT_ONCE]]      1000 and 200 by default
#
# Needs the built server (mvn package), and socat, which it installs on Debian if it is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

in_turn=${1:-1000}
at_once=${2:-200}
classes=target/classes
runtime=$(ls ../../reference-runtime/target/pollux-runtime-*.jar 2>/dev/null | grep -v -e sources -e javadoc -e tests | head -n 1 || true)

if [ ! -d "$classes" ] || [ -z "$runtime" ]; then
  echo "Nothing built here yet: run 'mvn -DskipTests -pl test-projects/echo-server -am package' at the top first." >&2
  exit 2
fi
if ! command -v socat >/dev/null; then
  if ! command -v apt-get >/dev/null; then
    echo "socat is missing: install it with this system's package manager." >&2
    exit 2
  fi
  echo "socat is missing: installing it"
  as_root=
  [ "$(id -u)" -eq 0 ] || as_root=sudo
  { $as_root apt-get update && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends socat; } >/dev/null
fi

work=$(mktemp -d)
server=
cleanup() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" -cp "$classes:$runtime" dev.pollux.echo.Main 0 >"$work/log" 2>&1 </dev/null &
server=$!
for _ in $(seq 100); do
  [ "$(wc -l <"$work/log")" -gt 0 ] && break # a whole line: what is printed may come in pieces
  sleep 0.1
done
port=$(sed -n 's/^listening on .*://p' "$work/log")
if [ -z "$port" ]; then
  echo "The server did not start:" >&2
  cat "$work/log" >&2
  exit 1
fi

descriptors() { ls "/proc/$server/fd" | wc -l; }
seconds() { awk -v from="$1" -v to="$(date +%s.%N)" 'BEGIN { printf "%.1f", to - from }'; }

# echo_once NAME: sends the megabyte, half-closes, reads to the end, compares. -t 60 is how long socat waits for the rest after its own half is closed.
echo_once() {
  socat -t 60 - "TCP4:127.0.0.1:$port" <"$work/sent" >"$work/got.$1" && cmp -s "$work/sent" "$work/got.$1"
}

head -c 1048576 /dev/urandom >"$work/sent"
echo_once warm-up || { echo "The first connection failed." >&2; cat "$work/log" >&2; exit 1; }
before=$(descriptors)

bad=0
began=$(date +%s.%N)
for i in $(seq "$in_turn"); do
  echo_once turn || bad=$((bad + 1))
done
echo "in turn: $in_turn connections, $((in_turn - bad)) with every byte back, $(seconds "$began") s"
failures=$bad

began=$(date +%s.%N)
clients=()
for i in $(seq "$at_once"); do
  echo_once "$i" &
  clients+=($!)
done
bad=0
for client in "${clients[@]}"; do
  wait "$client" || bad=$((bad + 1))
done
echo "at once: $at_once connections, $((at_once - bad)) with every byte back, $(seconds "$began") s"
failures=$((failures + bad))

# The server closes its side a moment after the client has read the end.
for _ in $(seq 100); do
  after=$(descriptors)
  [ "$after" -le "$before" ] && break
  sleep 0.1
done
echo "descriptors of the server: $before before, $after after"

kill "$server"
stopped=0
wait "$server" || stopped=$?
server=
echo "server stopped with status $stopped (143: by SIGTERM)"
if grep -qE 'Exception|Error' "$work/log"; then
  echo "The server complained:" >&2
  cat "$work/log" >&2
  failures=$((failures + 1))
fi
[ "$failures" -eq 0 ] && [ "$after" -le "$before" ] && [ "$stopped" -eq 143 ]
