# Shared by the scripts in this folder: where things are, how to log, how to fail.
# shellcheck shell=bash

HOME_GYM_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"
LOCAL="$HOME_GYM_ROOT/.local"
LOG_DIR="$LOCAL/log"
STAMP_DIR="$LOCAL/stamps"
QUIET="${QUIET:-}"

# Brokers and apt live in sbin folders that a plain login does not search.
export PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin:/opt/homebrew/sbin"

say() {
    printf '%s\n' "$*" >&2
}

# What need not be said every time.
remark() {
    [[ -n "$QUIET" ]] || say "$@"
}

die() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

((BASH_VERSINFO[0] >= 5)) || die "this needs bash 5 or later: install it and run this again"
# Without its bytecode cache, Home Assistant takes three times as long to start.
unset PYTHONDONTWRITEBYTECODE

have() {
    command -v "$1" >/dev/null 2>&1
}

sha256() {
    if have sha256sum; then sha256sum; else shasum -a 256; fi
}

# The folder counts too: environments hold absolute paths, so a moved checkout
# has to be set up again.
fingerprint() {
    { printf '%s\n' "$HOME_GYM_ROOT"; cat "$@"; } | sha256 | cut -d' ' -f1
}

is_stamped() { # NAME FINGERPRINT
    [[ -f "$STAMP_DIR/$1" && "$(<"$STAMP_DIR/$1")" == "$2" ]]
}

stamp() { # NAME FINGERPRINT
    mkdir -p "$STAMP_DIR"
    printf '%s\n' "$2" >"$STAMP_DIR/$1"
}

# What a log most likely means, in words that say what to do.
explain() { # LOG-FILE FALLBACK
    if grep -qiE 'no space left|disk quota' "$1"; then
        echo "the disk is full: free 3 GB and run it again"
    elif grep -qiE 'dns error|resolv|name resolution|connection (refused|timed out|reset)|timed out|network is unreachable|failed to fetch|certificate' "$1"; then
        echo "no way to the package index or archive: check network, proxy and certificates, then run it again"
    elif grep -qiE 'permission denied' "$1"; then
        echo "not allowed to write there: check who owns this checkout, then run it again"
    else
        echo "$2"
    fi
}

# A function given to this must chain its steps with &&: the test of its result
# switches errexit off inside.
run_logged() { # NAME FALLBACK-ADVICE COMMAND...
    local log="$LOG_DIR/$1.log" advice="$2"
    shift 2
    mkdir -p "$LOG_DIR"
    if ! "$@" >"$log" 2>&1; then
        die "$(explain "$log" "$advice") (log: ${log#"$HOME_GYM_ROOT"/})"
    fi
}
