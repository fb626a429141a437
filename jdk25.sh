# shellcheck shell=bash
# Sourced by ./build and ./inferry: finds a JDK 25 without starting a JVM, from the `release` file of each candidate.

is_jdk25() {
    local line
    [[ -x $1/bin/javac && -r $1/release ]] || return 1
    while IFS= read -r line; do
        [[ $line =~ ^JAVA_VERSION=\"(2[5-9]|[3-9][0-9]) ]] && return 0
    done <"$1/release"
    return 1
}

jdk25_home() {
    local candidate on_path=
    if command -v java >/dev/null; then
        on_path=$(readlink -f "$(command -v java)")
        on_path=${on_path%/bin/java}
    fi
    for candidate in "${INFERRY_JAVA_HOME:-}" "${JAVA_HOME:-}" "$on_path" /opt/java/* /usr/lib/jvm/* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [[ -n $candidate ]] && is_jdk25 "$candidate"; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    echo "Inferry needs a JDK 25 or later to build and found none." >&2
    echo "Install one (for example Temurin 25), or point INFERRY_JAVA_HOME or JAVA_HOME at it." >&2
    return 1
}
