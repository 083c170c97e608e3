#!/usr/bin/env bash
# How many system calls one request costs the echo server, counted by strace over the whole process once it is warm.
# A request is 64 bytes to and fro: a read and a write, and what waiting for readiness costs.
#
#   measure-syscalls.sh [CONNECTIONS [REQUESTS [LIMIT]]]      50, 50000 and 3 by default; fails above the limit
#
# Needs the built server (mvn package), and strace, which it installs on Debian if it is missing. strace slows the
# server down a lot, so this says nothing of its speed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

connections=${1:-50}
requests=${2:-50000}
limit=${3:-3}

if ! command -v strace >/dev/null; then
  if ! command -v apt-get >/dev/null; then
    echo "strace is missing: install it with this system's package manager." >&2
    exit 2
  fi
  echo "strace is missing: installing it"
  as_root=
  [ "$(id -u)" -eq 0 ] || as_root=sudo
  { $as_root apt-get update && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends strace; } >/dev/null
fi
. ./measure-lib.sh

start "$connections" 200000 "$requests"
strace -f -c -p "$server" -o "$work/calls" 2>"$work/strace" &
tracer=$!
await "$work/strace" attached "$tracer"
sleep 1
echo >&8
await "$work/load" '^done' "$load"
kill -INT "$tracer"
wait "$tracer" || true

awk -v requests="$requests" -v limit="$limit" '
  $1 ~ /^[0-9.]+$/ && $NF != "total" { calls[$NF] = $4; total += $4 }
  END {
    printf "%d requests: %.3f system calls each\n", requests, total / requests
    for (name in calls) if (calls[name] / requests >= 0.001) printf "  %-16s %.3f\n", name, calls[name] / requests | "sort -k2 -rn"
    close("sort -k2 -rn")
    exit total == 0 || total / requests > limit
  }' "$work/calls" || { echo "More than $limit system calls a request, or none were counted." >&2; exit 1; }
