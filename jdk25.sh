# Sourced by ./build and ./inferry: finds a JDK 25 without starting a JVM, from the `release` file of each candidate.
jdk25_home() {
    local home candidate
    local candidates=("${INFERRY_JAVA_HOME:-}" "${JAVA_HOME:-}" /opt/java/* /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*
        /Library/Java/JavaVirtualMachines/*/Contents/Home)
    if command -v java >/dev/null; then
        home=$(readlink -f "$(command -v java)")
        candidates+=("${home%/bin/java}")
    fi
    for candidate in "${candidates[@]}"; do
        if [[ -n $candidate && -x $candidate/bin/javac && -r $candidate/release ]] &&
            grep -qE '^JAVA_VERSION="(2[5-9]|[3-9][0-9])' "$candidate/release"; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    echo "inferry needs a JDK 25 and found none. Install one (for example Temurin 25), or point JAVA_HOME at it." >&2
    echo "Looked at: ${candidates[*]}" >&2
    return 1
}
