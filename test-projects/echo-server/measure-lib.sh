# For the measure-*.sh beside it: starts the built echo server and the load client. Sourced, not run.
classes=target/classes
client=src/test/java/dev/pollux/echo/LoadClient.java
runtime=$(ls ../../reference-runtime/target/pollux-runtime-*.jar 2>/dev/null | grep -v -e sources -e javadoc -e tests | head -n 1 || true)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

if [ ! -d "$classes" ] || [ -z "$runtime" ]; then
  echo "Nothing built here yet: run 'mvn -DskipTests -pl test-projects/echo-server -am package' at the top first." >&2
  exit 2
fi

work=$(mktemp -d)
server=
load=
cleanup() {
  exec 8>&- || true
  for process in $load $server; do
    kill "$process" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap cleanup EXIT

# await FILE PATTERN PROCESS: until the process has written such a line
await() {
  for _ in $(seq 1200); do
    grep -q "$2" "$1" 2>/dev/null && return
    kill -0 "$3" 2>/dev/null || break
    sleep 0.1
  done
  echo "No '$2' came:" >&2
  cat "$1" >&2
  exit 1
}

# start CONNECTIONS WARM_UP TRIPS: both processes, up to where the client is ready; sets server and load
start() {
  "$java" ${SERVER_FLAGS:-} -cp "$classes:$runtime" dev.pollux.echo.Main 0 >"$work/server" 2>&1 </dev/null &
  server=$!
  await "$work/server" '^listening on .*:[0-9]' "$server"
  port=$(sed -n 's/^listening on .*://p' "$work/server")
  mkfifo "$work/orders"
  "$java" "$client" "$port" "$@" >"$work/load" 2>&1 <"$work/orders" &
  load=$!
  exec 8>"$work/orders"
  await "$work/load" '^ready' "$load"
}
