# Debian's package tools: for this machine, and for a private copy of their state
# that never touches the machine's packages.
# shellcheck shell=bash

POLICY=/usr/sbin/policy-rc.d

as_root() {
    if [[ "$(id -u)" == 0 ]]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

may_install() {
    have apt-get && { [[ "$(id -u)" == 0 ]] || sudo -n true 2>/dev/null; }
}

# False where this is not allowed or fails; the caller says what that means.
apt_install() { # PACKAGE...
    may_install || return
    say "Installing with apt-get: $*"
    mkdir -p "$LOG_DIR"
    # Descriptor 9 is the set-up lock: a daemon that a package starts must not keep it.
    (install_without_starting "$@") >"$LOG_DIR/apt-$1.log" 2>&1 9>&-
}

# A fresh broker must not start by itself and take the port: the demo starts its own.
install_without_starting() {
    if [[ ! -e "$POLICY" ]]; then
        trap 'as_root rm -f "$POLICY"' EXIT
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$POLICY" >/dev/null
        as_root chmod +x "$POLICY"
    fi
    apt_get_install "$@" || { as_root apt-get update && apt_get_install "$@"; }
}

apt_get_install() {
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --no-install-recommends "$@"
}

private_apt() { # WORK APT-GET-ARGUMENTS...
    local work="$1"
    shift
    apt-get --config-file "$work/apt.conf" "$@"
}

# Leaves in WORK a configuration that reads Debian's testing suite from the archive
# that this machine already uses, and the lists that it names.
read_testing_suite() { # WORK
    local work="$1" archive keys=/usr/share/keyrings/debian-archive-keyring.gpg
    mkdir -p "$LOG_DIR"
    make_private_apt "$work"
    archive="$(archive_address)"
    if [[ -z "$archive" ]]; then
        # A new machine has not read its own lists yet: read them privately.
        read_own_suites "$work"
        archive="$(archive_address --config-file "$work/apt.conf")"
    fi
    [[ -n "$archive" ]] ||
        die "$(explain "$LOG_DIR/apt-lists.log" "this machine reads no Debian archive: install Python 3.14.2 or a later 3.14 and run this again")"
    use_suite "$work" testing "$archive" "$keys"
    if ! private_apt "$work" update >"$LOG_DIR/apt-testing.log" 2>&1; then
        if grep -q NO_PUBKEY "$LOG_DIR/apt-testing.log"; then
            keys="$(newer_keys "$work")" ||
                die "the keys of Debian's testing suite are not to be had: update debian-archive-keyring and run this again"
            use_suite "$work" testing "$archive" "$keys"
        fi
        run_logged apt-testing "Debian's testing suite cannot be read: install Python 3.14.2 or a later 3.14 and run this again" \
            private_apt "$work" update
    fi
}

read_own_suites() { # WORK
    make_private_apt "$1"
    # Some other source of the machine may fail; Debian's is what counts.
    private_apt "$1" update >"$LOG_DIR/apt-lists.log" 2>&1 || true
}

# A keyring older than the testing suite's keys: the machine's own suites carry a
# newer one, signed with keys that it has.
newer_keys() { # WORK
    read_own_suites "$1"
    (cd "$1" && private_apt "$1" download debian-archive-keyring) >>"$LOG_DIR/apt-lists.log" 2>&1 &&
        dpkg-deb --extract "$1"/debian-archive-keyring_*.deb "$1/keys" &&
        find "$1/keys" -name debian-archive-keyring.gpg
}

archive_address() {
    # shellcheck disable=SC2016 # apt-get fills that in, not the shell
    apt-get "$@" indextargets --format '$(REPO_URI)' \
        'Origin: Debian' 'Label: Debian' 'Created-By: Packages' 2>/dev/null |
        sort -u | head -n 1
}

make_private_apt() { # WORK
    local work="$1"
    mkdir -p "$work"/{lists,cache/archives}/partial "$work/state"
    touch "$work/state/status"
    cat >"$work/apt.conf" <<CONF
Dir::State "$work/state";
Dir::State::Lists "$work/lists";
Dir::State::status "$work/state/status";
Dir::Cache "$work/cache";
// This checkout may be in a folder that apt's own user cannot enter.
APT::Sandbox::User "root";
// What the machine does after an update is about its own lists.
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
Acquire::Languages "none";
CONF
}

use_suite() { # WORK SUITE ARCHIVE KEYRING
    make_private_apt "$1"
    printf 'deb [signed-by=%s] %s %s main\n' "$4" "$3" "$2" >"$1/sources.list"
    cat >>"$1/apt.conf" <<CONF
Dir::Etc::SourceList "$1/sources.list";
Dir::Etc::SourceParts "/dev/null";
APT::Update::Error-Mode "any";
CONF
}
