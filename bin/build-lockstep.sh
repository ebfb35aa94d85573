# Builds what the launcher starts. Sourced by lockstep, which has set here, app, cache, JDK and the two tests for
# staleness.
#
# build_lockstep leaves $app/lockstep.jar with its libraries in $app/lib, and beside them the class path, the cache for
# the JDK in use, and the help texts, all of which the launcher takes as they are.
# Several starts at once build one after the other, and all but the first find nothing left to do.

build_lock=$here/cli/target/lockstep.lock
build_log=$here/cli/target/lockstep-build.log

build_lockstep() {
  mkdir -p "$here/cli/target"
  take_build_lock
  trap 'rm -f "$build_lock"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  if build_is_stale; then
    build_jars
  fi
  if cache_is_stale; then
    train_cache
  fi
  rm -f "$build_lock"
  trap - EXIT INT TERM
}

# The lock is a link to the process that holds it: made in one step, and readable when that process has died.
take_build_lock() {
  told=
  until ln -s "$$" "$build_lock" 2> /dev/null; do
    holder=$(readlink "$build_lock") || continue
    if ! kill -0 "$holder" 2> /dev/null; then
      break_build_lock "$holder"
      continue
    fi
    [ -n "$told" ] || echo "lockstep: waiting for process $holder, which is building …" >&2
    told=yes
    sleep 1
  done
}

# Breaking is itself done by one process at a time, lest a slow one removes the lock that a quick one has just taken.
break_build_lock() {
  if ln -s "$$" "$build_lock.breaking" 2> /dev/null; then
    [ "$(readlink "$build_lock")" = "$1" ] && rm -f "$build_lock"
    rm -f "$build_lock.breaking"
  else
    sleep 1
  fi
}

build_jars() {
  if [ -f "$app/lockstep.jar" ]; then
    echo "lockstep: building (the sources have changed) …" >&2
  else
    echo "lockstep: building (first use, about a minute) …" >&2
  fi
  # A Lockstep that is still running keeps the jars it has open.
  rm -rf "$app.previous"
  [ ! -d "$app" ] || mv "$app" "$app.previous"
  if ! "$here/mvnw" -f "$here/pom.xml" -B -ntp -q -Dstyle.color=never -Dquick -pl cli -am package \
    > "$build_log" 2>&1 < /dev/null; then
    echo "lockstep: the build failed; the end of $build_log:" >&2
    tail -n 25 "$build_log" >&2
    exit 1
  fi
}

# Runs what users run, so that the JVM stores what it loaded, linked and learned. Without the cache every start is
# slower and nothing else is, so a failure is worth a line in the log and no more.
train_cache() {
  class_path=$app/lockstep.jar
  for jar in "$app"/lib/*.jar; do
    class_path=$class_path:$jar
  done
  printf '%s\n' "$class_path" > "$app/class-path"

  # In a folder that is thrown away: the JVM and the demo may leave files.
  rm -rf "$app"/*.aot "$app/training"
  mkdir "$app/training"
  if ! (
    cd "$app/training"
    "$JDK/bin/java" -XX:+UseSerialGC -XX:AOTCacheOutput=lockstep.aot -cp "$class_path" dev.lockstep.cli.Training
  ) >> "$build_log" 2>&1 < /dev/null; then
    echo "lockstep: the training failed" >> "$build_log"
  fi
  # An empty file is no cache, and says that there is no point in trying again.
  [ -s "$app/training/lockstep.aot" ] || : > "$app/training/lockstep.aot"
  mv "$app/training/lockstep.aot" "$cache"
  # In a process of its own: what it loads is not for the cache.
  "$JDK/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$class_path" dev.lockstep.cli.HelpTexts "$app/training/help" \
    >> "$build_log" 2>&1 < /dev/null || echo "lockstep: the help texts could not be written down" >> "$build_log"
  rm -rf "$app/help"
  [ ! -d "$app/training/help" ] || mv "$app/training/help" "$app/help"
  rm -rf "$app/training"
}
