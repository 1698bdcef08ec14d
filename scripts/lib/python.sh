# A Python that can run Home Assistant: one that is here, one that uv can
# download, or Debian's, unpacked into .local/python.
# shellcheck shell=bash

PYTHON_LEAST=3.14.2
PYTHON_WANTED=">=$PYTHON_LEAST,<3.15"
PYTHON_DIR="$LOCAL/python"
DEBIAN_PYTHON="$PYTHON_DIR/usr/bin/python3.14"

ensure_python() { # sets PYTHON
    if is_stamped python "$HOME_GYM_ROOT" && [[ -x "$DEBIAN_PYTHON" ]]; then
        PYTHON="$DEBIAN_PYTHON"
    elif ! PYTHON="$(find_python)"; then
        get_python
    fi
    # Debian's interpreter believes that its headers are in /usr/include.
    if [[ "$PYTHON" == "$DEBIAN_PYTHON" ]]; then
        export CPATH="$PYTHON_DIR/include${CPATH:+:$CPATH}"
    fi
}

find_python() {
    UV_PYTHON_DOWNLOADS=never uv python find --system "$PYTHON_WANTED" 2>/dev/null
}

get_python() {
    say "Looking for Python 3.14"
    # One try: where the download is barred, Debian's way is the faster answer.
    if UV_HTTP_RETRIES=0 uv python install --no-bin "$PYTHON_WANTED" \
        >/dev/null 2>&1 && PYTHON="$(find_python)"; then
        return
    fi
    have apt-get || die "Home Assistant needs Python 3.14.2 or a later 3.14: install it and run this again"
    say "Unpacking Python 3.14 from Debian's testing suite into .local/python"
    unpack_debian_python
    PYTHON="$DEBIAN_PYTHON"
    # The loader's path is in the binary: a moved checkout unpacks it again.
    stamp python "$HOME_GYM_ROOT"
}

unpack_debian_python() {
    local work="$LOCAL/apt"
    rm -rf "$PYTHON_DIR" "$work"
    ensure_patchelf
    read_testing_suite "$work"
    run_logged apt-python "Debian's testing suite has no usable python3.14: install Python 3.14.2 or a later 3.14 and run this again" \
        download_debian_python "$work"
    run_logged unpack-python "Python could not be unpacked" \
        assemble_python "$work/debs"
    "$DEBIAN_PYTHON" -c 'import ctypes, sqlite3, ssl, sys; assert sys.version_info >= (3, 14, 2)' \
        >>"$LOG_DIR/unpack-python.log" 2>&1 ||
        die "the unpacked Python does not run here: install Python 3.14.2 or a later 3.14 (log: .local/log/unpack-python.log)"
    rm -rf "$work"
}

download_debian_python() { # WORK
    local debs="$1/cache/archives"
    private_apt "$1" install --yes --download-only --no-install-recommends python3.14 &&
        # Alone, without the C library's headers: those of the machine must stay in use.
        (cd "$debs" && private_apt "$1" download libpython3.14-dev) &&
        mv "$debs" "$1/debs"
}

assemble_python() { # FOLDER-WITH-DEBS
    local deb
    for deb in "$1"/*.deb; do
        dpkg-deb --extract "$deb" "$PYTHON_DIR" || return
    done
    use_own_libraries && collect_headers
}

# RPATH, not RUNPATH: it must also hold for what the libraries load in turn.
use_own_libraries() {
    local loader libs
    loader="$(patchelf --print-interpreter "$DEBIAN_PYTHON")" &&
        loader="$(find_unpacked "$(basename "$loader")")" &&
        libs="$(dirname "$(find_unpacked libc.so.6)")" &&
        patchelf --set-interpreter "$loader" --force-rpath --set-rpath "$libs" "$DEBIAN_PYTHON"
}

find_unpacked() { # FILE
    find "$PYTHON_DIR" -name "$1" -print -quit | grep .
}

# Only Python's own headers; a compiler must not find another C library here.
collect_headers() {
    local from="$PYTHON_DIR/usr/include" into="$PYTHON_DIR/include" arch
    arch="$(basename "$(dirname "$from"/*-linux-*/python3.14)")" &&
        mkdir "$into" &&
        ln -s "$from"/python3.14/* "$into/" &&
        ln -s "$from/$arch" "$into/$arch"
}
