# Sourced by ./tomte, ./check and ./bench: finds JDK 25, says where things are, builds when sources are newer.
# Sets JAVA_HOME, JAVA, ROOT, CACHE.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
CACHE="$ROOT/.cache"

fail() {
  printf 'tomte: %s\n' "$1" >&2
  exit "${2:-1}"
}

# Feature number of the JDK in a folder, from its release file; empty when it is no JDK with a compiler.
jdk_feature() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*25* /usr/lib/jvm/* /opt/*jdk*25* /opt/java/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$candidate" ] && [ "$(jdk_feature "$candidate")" = 25 ]; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      JAVA="$JAVA_HOME/bin/java"
      return 0
    fi
  done
  fail "JDK 25 was not found in JAVA_HOME, /usr/lib/jvm, /opt, ~/.sdkman or ~/.jdks. Install one (for example temurin-25-jdk) or set JAVA_HOME." 3
}

run_maven() {
  command -v mvn >/dev/null || fail "Maven (mvn) is not on the PATH. Install Maven 3.8 or newer." 3
  # Maven's own libraries use Unsafe; without this every build starts with four lines about it.
  MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED" \
    mvn -B -ntp -Dstyle.color=never -f "$ROOT/pom.xml" "$@"
}

# True when a source is newer than the last build or the program is missing.
build_needed() {
  [ -f "$CACHE/built" ] && [ -d "$ROOT/app/target/lib" ] || return 0
  [ -n "$(find "$ROOT"/pom.xml "$ROOT"/*/pom.xml "$ROOT"/*/src/main "$ROOT"/benchmarks/src -newer "$CACHE/built" -print -quit 2>/dev/null)" ]
}

# Builds jars and the library folder; quiet when it works, the log's errors when it does not.
build_program() {
  local log="$CACHE/build.log"
  mkdir -p "$CACHE"
  printf 'tomte: building (first time or after a change; about a minute) ...\n' >&2
  local started
  started=$(mktemp "$CACHE/started.XXXXXX")
  if ! run_maven -q -T2 package -DskipTests >"$log" 2>&1; then
    grep -E 'ERROR|BUILD' "$log" | head -40 >&2
    rm -f "$started"
    fail "the build failed; the whole log is $log" 3
  fi
  mv "$started" "$CACHE/built"
}

# Options that every start of the program shares; a start with other ones could not use the cache of classes.
PROGRAM_OPTIONS=(-XX:+UseSerialGC -XX:TieredStopAtLevel=4 -Xss512k --enable-native-access=ALL-UNNAMED
  --sun-misc-unsafe-memory-access=allow -Djava.awt.headless=true)

# Where the classes of this build, loaded and linked by this JDK, are kept (JEP 483, 514, 515).
class_cache() {
  local release
  release=$(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "$JAVA_HOME/release")
  printf '%s/classes-%s.aot' "$CACHE" "${release//[^A-Za-z0-9.+-]/_}"
}

# Runs the demo once in a folder of its own and keeps what it loaded: later starts take half the time. Nothing
# depends on it: when it cannot be made, the program starts as without it, and it is tried again after the next build.
make_class_cache() {
  local cache home
  cache=$(class_cache)
  [ ! "$cache" -nt "$CACHE/built" ] && [ ! "$cache.none" -nt "$CACHE/built" ] || return 0
  printf 'tomte: preparing fast starts (once for each build; about half a minute) ...\n' >&2
  rm -rf "$CACHE"/classes-* "$CACHE"/training.*/
  home=$(mktemp -d "$CACHE/training.XXXXXX")
  if ! env -u TOMTE_DATABASE_URL -u JAVA_TOOL_OPTIONS TOMTE_HOME="$home" timeout 300 \
    "$JAVA" "${PROGRAM_OPTIONS[@]}" -XX:AOTCacheOutput="$cache" -cp "$ROOT/app/target/lib/*" \
    org.tomte.app.Main demo --once --json --port 0 >"$CACHE/training.log" 2>&1 </dev/null || [ ! -s "$cache" ]; then
    rm -f "$cache"
    : >"$cache.none"
  fi
  rm -rf "$home"
}
