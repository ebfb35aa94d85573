# Finds a JDK that Lockstep runs and builds on. Sourced by lockstep and mvnw; POSIX sh, Linux and macOS.
#
# find_jdk sets JDK to its folder and JDK_VERSION to its exact version, such as 25.0.3+9-LTS, or explains what to
# install and exits with 2. Versions are read from the "release" file that every JDK has: starting java only to ask
# would take longer than "lockstep --version".

# 25.0.0 to 25.0.2 corrupt buffers that native compression has pinned (JDK-8377811). pom.xml holds the same range.
jdk_version_fits() {
  case "$1" in
    25.0.[0-2] | 25.0.[0-2][!0-9]*) return 1 ;;
    25.0.[0-9]* | 25.[1-9]*) return 0 ;;
    *) return 1 ;;
  esac
}

# Sets JDK and JDK_VERSION when the folder holds a JDK that fits.
try_jdk() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  found_version=
  found_runtime=
  while IFS= read -r line || [ -n "$line" ]; do
    case "$line" in
      JAVA_VERSION=*) found_version=${line#*=} ;;
      JAVA_RUNTIME_VERSION=*) found_runtime=${line#*=} ;;
    esac
  done < "$1/release"
  found_version=${found_version#\"}
  found_version=${found_version%\"}
  found_runtime=${found_runtime#\"}
  found_runtime=${found_runtime%\"}
  jdk_version_fits "$found_version" || return 1
  JDK=$1
  JDK_VERSION=${found_runtime:-$found_version}
}

try_java_on_path() {
  command -v java > /dev/null 2>&1 || return 1
  home=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
  [ -n "$home" ] && try_jdk "$home"
}

find_jdk() {
  if [ -n "${LOCKSTEP_JAVA_HOME-}" ]; then
    try_jdk "$LOCKSTEP_JAVA_HOME" && return
    explain_jdk "LOCKSTEP_JAVA_HOME is $LOCKSTEP_JAVA_HOME, which is no such JDK."
  fi
  [ -n "${JAVA_HOME-}" ] && try_jdk "$JAVA_HOME" && return
  for candidate in \
    /usr/lib/jvm/* \
    /opt/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/.sdkman/candidates/java/* \
    "${HOME-}"/.jdks/*; do
    try_jdk "$candidate" && return
  done
  try_java_on_path && return
  explain_jdk "None was found in JAVA_HOME, the usual folders or on the PATH."
}

explain_jdk() {
  cat >&2 << EOF
lockstep: needs a JDK 25, update 25.0.3 or later (earlier ones corrupt data, JDK-8377811).
$1

Install Temurin 25, for example:
  Debian, Ubuntu   apt install temurin-25-jdk     (from the Adoptium repository)
  Fedora, RHEL     dnf install temurin-25-jdk     (from the Adoptium repository)
  macOS            brew install --cask temurin@25
  any              sdk install java 25-tem        (SDKMAN), or unpack it from adoptium.net
and set LOCKSTEP_JAVA_HOME if it lies in an unusual place.
EOF
  exit 2
}
