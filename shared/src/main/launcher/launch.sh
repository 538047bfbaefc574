#!/bin/sh
# Starts @launcher.name@ with the first Java 25 or newer in JAVA_HOME, PATH or the usual folders.
# SMILET_JAVA_OPTS adds options for the Java virtual machine. Besides readlink, only commands of the shell are used.
set -eu

# home: the folder above the folder of this file, after following symbolic links.
self=$0
case $self in
  */*) ;;
  *) self=./$self ;;
esac
while [ -h "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=${self%/*}/$target ;;
  esac
done
home=$(CDPATH='' cd -P "${self%/*}/.." && pwd)

# Java does not start in a folder that was deleted.
[ -d "${PWD-}" ] || cd /

# Sets java if the folder $1 has a Java that is new enough. Its release file says so; no Java is started.
try() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  while IFS='="' read -r key _ version _; do
    if [ "$key" = JAVA_VERSION ] && [ "${version%%[!0-9]*}" -ge 25 ] 2>/dev/null; then
      java=$1/bin/java
    fi
  done <"$1/release"
}

java=
[ -z "${JAVA_HOME-}" ] || try "$JAVA_HOME"
if [ -z "$java" ] && on_path=$(command -v java); then
  real=$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")
  try "${real%/bin/java}"
fi
if [ -z "$java" ]; then
  for folder in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    try "$folder"
    [ -z "$java" ] || break
  done
fi
if [ -z "$java" ]; then
  echo "@launcher.name@: no Java 25 or newer found; install one (apt install openjdk-25-jre-headless, or https://adoptium.net) or set JAVA_HOME to its folder" >&2
  exit 2
fi

# Learning uses the Vector API, an incubator module: the JVM prints a warning on standard error, and no option turns that
# off. So only commands that learn start with it.
case "${1-} ${2-}" in
  @launcher.learning.commands@) vectors=--add-modules=jdk.incubator.vector ;;
  *) vectors= ;;
esac

# Java reads arguments and the names of files in the character set of the locale, and nothing else of the locale is to
# matter. Temporary files go where TMPDIR says.
LC_ALL=C.UTF-8
export LC_ALL

# shellcheck disable=SC2086 # the options are words
# One heap for C instead of one per thread: what the compilers free can then be given back.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX-1}"
exec "$java" -Dfile.encoding=UTF-8 -Dstdin.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
  -Djava.io.tmpdir="${TMPDIR:-/tmp}" @launcher.jvm.options@ $vectors ${SMILET_JAVA_OPTS-} @launcher.program@ "$@"
