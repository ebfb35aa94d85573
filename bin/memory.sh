# How much memory the JVM may take: --memory SIZE among the arguments, else a quarter of the machine's, at most 1 GiB.
# Sets memory_options. What is set aside: docs/decisions/0011-memory.md.

MEBIBYTE=1048576

# The machine's memory, or the container's where that is less, in MiB; 4096 where nothing tells.
machine_memory() {
  machine=4096
  if [ -r /proc/meminfo ]; then
    while read -r name kibibytes _; do
      [ "$name" != MemTotal: ] || { machine=$((kibibytes / 1024)); break; }
    done < /proc/meminfo
  elif bytes=$(sysctl -n hw.memsize 2> /dev/null); then
    machine=$((bytes / MEBIBYTE))
  fi
  if [ -r /sys/fs/cgroup/memory.max ]; then
    read -r limit < /sys/fs/cgroup/memory.max
    [ "$limit" = max ] || [ $((limit / MEBIBYTE)) -ge "$machine" ] || machine=$((limit / MEBIBYTE))
  fi
}

# $1 as MiB into memory; nothing where it can't be read, which the program tells.
read_memory() {
  case "$1" in
    *[!0-9][KkMmGgTt]* | [!0-9]* | "") return 0 ;;
  esac
  number=${1%%[!0-9]*}
  case "${1#"$number"}" in
    [Mm] | [Mm][Bb] | [Mm][Ii][Bb]) memory=$number ;;
    [Gg] | [Gg][Bb] | [Gg][Ii][Bb]) memory=$((number * 1024)) ;;
    [Kk] | [Kk][Bb] | [Kk][Ii][Bb]) memory=$((number / 1024)) ;;
    "") memory=$((number / MEBIBYTE)) ;;
  esac
}

find_memory() {
  machine_memory
  memory=$((machine / 4))
  [ "$memory" -le 1024 ] || memory=1024
  next=
  for argument in "$@"; do
    if [ -n "$next" ]; then
      read_memory "$argument"
      next=
    else
      case "$argument" in
        --memory) next=yes ;;
        --memory=*) read_memory "${argument#--memory=}" ;;
        --) break ;;
      esac
    fi
  done
  [ "$memory" -ge 192 ] || memory=192
  heap=$(((memory - 96) * 2 / 3))
  # The SQL engine has its memory beside the heap: what is left of both but for the JVM's own.
  [ "${1-}" != query ] || heap=$((memory * 3 / 8))
  # What objects leave behind is short-lived: a larger young generation only takes more memory.
  # A smaller heap that somebody asks the JVM for need not have room for it.
  young="-Xms64m -Xmn32m"
  # But columns of reports are decoded in arrays of megabytes, which are copied about where they outlive a small one.
  case " $* " in
    " compare "*/manifest.json* | " compare "*/latest*) young="-Xms$((heap / 4 + 64))m -Xmn$((heap / 4))m" ;;
  esac
  case "${LOCKSTEP_JAVA_OPTS-}" in
    *-Xm[xsn]* | *-XX:*Heap*) young= ;;
  esac
  memory_options="-Xmx${heap}m $young -XX:MaxDirectMemorySize=$((heap / 2))m"
  [ "${1-}" != query ] || memory_options="$memory_options -Dlockstep.memory=$memory"
}
