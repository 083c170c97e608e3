#!/usr/bin/env bash
# How much processor time the echo server uses while its connections are open and idle. Each was used once.
#
#   measure-idle.sh [CONNECTIONS [SECONDS [LIMIT_MS]]]      10000, 10 and 10 by default; fails above the limit
#
# Needs the built server (mvn package), Linux, and as many descriptors as connections (ulimit -n).
# The JVM's own threads are counted too; its periodic sampling of counters for other tools is switched off.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

connections=${1:-10000}
seconds=${2:-10}
limit=${3:-10}

ulimit -n "$(ulimit -H -n)"
if [ "$(ulimit -n)" != unlimited ] && [ "$(ulimit -n)" -lt $((connections + 200)) ]; then
  echo "Only $(ulimit -n) descriptors are allowed here: raise the limit (ulimit -Hn), or ask for fewer connections." >&2
  exit 2
fi
SERVER_FLAGS="-XX:-UsePerfData ${SERVER_FLAGS:-}"
. ./measure-lib.sh

# nanoseconds of processor time so far: a line for each thread
used() {
  for task in "/proc/$server/task/"*; do
    echo "${task##*/} $(cut -d ' ' -f 1 "$task/schedstat") $(tr ' ' '_' <"$task/comm")"
  done | sort
}

start "$connections" "$connections" 0
sleep 5 # compilers and collectors come to rest
used >"$work/before"
sleep "$seconds"
used >"$work/after"

join "$work/before" "$work/after" | awk -v connections="$connections" -v seconds="$seconds" -v limit="$limit" '
  { ms = ($4 - $2) / 1e6; total += ms; if (ms >= 0.1) printf "  %-16s %.1f ms\n", $3, ms }
  END {
    printf "%d idle connections: %.1f ms of processor time in %d s\n", connections, total, seconds
    exit NR == 0 || total > limit
  }' || { echo "More than $limit ms." >&2; exit 1; }
