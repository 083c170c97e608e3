#!/usr/bin/env bash
# Lints real code: the sources of reactor-core, netty-handler, vertx-core and guava, with their libraries as class path.
# First as they are: no crash and no UnparsableSource. Then copies with twenty mistakes of ours planted in them: exactly those are new.
#
#   check.sh [-Dmaven.repo.local=DIR ...] [CORPUS...]      all four by default; options go to Maven
#
# Needs a build (mvn -DskipTests package). Downloads with Maven into target/, commits nothing of others. Writes target/figures.txt.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

options=() wanted=()
for argument; do
  case $argument in
    -*) options+=("$argument") ;;
    *) wanted+=("$argument") ;;
  esac
done
[ ${#wanted[@]} -gt 0 ] || wanted=($(awk '!/^#/ && NF { print $1 }' corpora.txt))

dependency=org.apache.maven.plugins:maven-dependency-plugin:3.9.0
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac
lint=../../lint-rules/target/pollux-lint.jar
runtime=../../reference-runtime/target/classes
if [ ! -f "$lint" ] || [ ! -d "$runtime" ]; then
  echo "Nothing to check with: run 'mvn -DskipTests package' at the top first." >&2
  exit 2
fi
lint=$(realpath "$lint") runtime=$(realpath "$runtime")
mkdir -p target
figures=$PWD/target/figures.txt
: >"$figures"

coordinates() { awk -v corpus="$1" '$1 == corpus { for (i = 2; i <= NF; i++) print $i }' corpora.txt; }

# pom CORPUS: a project that depends on the artifact and on what it names besides.
pom() {
  echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
  echo "<groupId>dev.pollux.corpora</groupId><artifactId>$1</artifactId><version>1</version><packaging>pom</packaging><dependencies>"
  coordinates "$1" | while IFS=: read -r group artifact version; do
    echo "<dependency><groupId>$group</groupId><artifactId>$artifact</artifactId><version>$version</version></dependency>"
  done
  echo '</dependencies></project>'
}

# fetch CORPUS FOLDER: sources to FOLDER/plain, the class path to FOLDER/classpath.
fetch() {
  local corpus=$1 folder=$2 artifact
  artifact=$(coordinates "$corpus" | head -n 1)
  pom "$corpus" >"$folder/pom.xml"
  mvn -B -q -ntp -Dstyle.color=never "${options[@]+"${options[@]}"}" -f "$folder/pom.xml" \
    "$dependency:build-classpath" -Dmdep.outputFile="$folder/classpath" \
    "$dependency:unpack" -Dartifact="$artifact:jar:sources" -DoutputDirectory="$folder/plain" </dev/null
}

# plant CORPUS FOLDER: a copy of FOLDER/plain in FOLDER/planted, with new files and with edits after the lines that edits.txt names.
plant() {
  local corpus=$1 folder=$2
  cp -r "$folder/plain" "$folder/planted"
  (cd "planted/$corpus" && find . -name '*.java') | while read -r file; do
    mkdir -p "$folder/planted/$(dirname "$file")"
    cp "planted/$corpus/$file" "$folder/planted/$file"
  done
  awk '/^@ /{ print $2 }' "planted/$corpus/edits.txt" | while read -r file; do
    awk -v file="$file" '
      NR == FNR && /^@ / { mine = ($2 == file); next }
      NR == FNR && mine && /^> / { anchor = substr($0, 3); next }
      NR == FNR { if (mine) text = text $0 "\n"; next }
      { print }
      !seen && $0 ~ anchor { heading = 1 }
      heading && !seen && /\{[ \t]*$/ { printf "%s", text; seen = 1 }
      END { if (!seen) { print file ": no line matches " anchor > "/dev/stderr"; exit 1 } }
    ' "planted/$corpus/edits.txt" "$folder/plain/$file" >"$folder/planted/$file"
  done
}

# run NAME FOLDER TREE: lints one tree, its report to FOLDER/TREE.report; notes time and peak memory.
run() {
  local name=$1 folder=$2 tree=$3 began pid status=0 peak=0 now
  began=$(date +%s%N)
  (cd "$folder/$tree" && exec "$java" -jar "$lint" --fail-on never --classpath "$(cat ../classpath):$runtime" --output ../"$tree.report" .) \
    >"$folder/$tree.log" 2>&1 </dev/null &
  pid=$!
  while now=$(awk '/^VmHWM/ { print $2 }' "/proc/$pid/status" 2>/dev/null) && [ -n "$now" ]; do
    peak=$now
    sleep 0.1
  done
  wait "$pid" || status=$?
  printf '%-8s %-8s %6d files %8d lines %7.1f s %6d MiB peak, status %d\n' "$name" "$tree" \
    "$(find "$folder/$tree" -name '*.java' | wc -l)" "$(find "$folder/$tree" -name '*.java' -exec cat {} + | wc -l)" \
    "$(awk -v ns=$(($(date +%s%N) - began)) 'BEGIN { print ns / 1e9 }')" $((peak / 1024)) "$status" | tee -a "$figures"
  if [ "$status" -ne 0 ] || grep -qE '^Exception|^\tat |^Caused by' "$folder/$tree.log" "$folder/$tree.report"; then
    echo "The linter broke on $name/$tree, see $folder/$tree.log" >&2
    return 1
  fi
  if grep -q '\[UnparsableSource\]' "$folder/$tree.report"; then
    echo "Files of $name/$tree were not parsed:" >&2
    grep '\[UnparsableSource\]' "$folder/$tree.report" >&2
    return 1
  fi
}

# findings FOLDER TREE: one line a finding, "Rule<TAB>file<TAB>line<TAB>the text of that line", sorted.
findings() {
  sed -nE 's/^(\.\/)?([^ ]+\.java):([0-9]+):[0-9]+: [a-z]+: \[([A-Za-z]+)\].*/\4\t\2\t\3/p' "$1/$2.report" | while IFS=$'\t' read -r rule file line; do
    printf '%s\t%s\t%s\t%s\n' "$rule" "$file" "$line" "$(sed -n "${line}p" "$1/$2/$file" | tr -s ' \t' ' ')"
  done | sort
}

# compare CORPUS FOLDER: what is new against the plain tree must be what was planted, place by place. An edit moves the lines below it, so that old findings are told by
# the text of their line.
compare() {
  local corpus=$1 folder=$2
  findings "$folder" plain >"$folder/plain.findings"
  findings "$folder" planted >"$folder/planted.findings"
  (cd "$folder/planted" && grep -rn --include='*.java' '// planted: ' . | sed -E 's#^\./([^:]+):([0-9]+):.*// planted: ([A-Za-z]+)$#\3\t\1\t\2#' | sort) >"$folder/expected"
  awk -F'\t' '
    FILENAME ~ /plain.findings$/ { old[$1 FS $2 FS $4]++; next }
    old[$1 FS $2 FS $4]-- > 0 { next }
    { print $1 FS $2 FS $3 }
  ' "$folder/plain.findings" "$folder/planted.findings" | sort >"$folder/new"
  if ! diff "$folder/expected" "$folder/new" >"$folder/difference"; then
    echo "$corpus: planted (<) and found (>) differ:" >&2
    cat "$folder/difference" >&2
    return 1
  fi
  echo "$corpus: $(wc -l <"$folder/plain.findings") findings in the plain tree, and exactly the $(wc -l <"$folder/expected") planted ones more" | tee -a "$figures"
}

failed=0
for corpus in "${wanted[@]}"; do
  folder=$PWD/target/$corpus
  rm -rf "$folder"
  mkdir -p "$folder"
  fetch "$corpus" "$folder"
  plant "$corpus" "$folder"
  # What is planted is Java that compiles, or it would prove nothing.
  mkdir "$folder/classes"
  (cd "$folder/planted" && grep -rl --include='*.java' -e '// planted: ' -e 'Planted' . | xargs "$javac" -nowarn -proc:none -implicit:none --release 17 -d ../classes -cp "$(cat ../classpath):$runtime" 2>../javac.log) ||
    { echo "What was planted in $corpus does not compile, see $folder/javac.log" >&2; failed=1; }
  run "$corpus" "$folder" plain && run "$corpus" "$folder" planted && compare "$corpus" "$folder" || failed=1
done
exit "$failed"
