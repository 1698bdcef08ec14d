# The two environments: .local/test and .local/demo.
# shellcheck shell=bash

ensure_environment() { # NAME
    local dir="$LOCAL/$1" file="$HOME_GYM_ROOT/requirements/$1.txt" print
    print="$(fingerprint "$file" "$HOME_GYM_ROOT/scripts/lib/environments.sh")"
    # The link to the interpreter is followed: a vanished Python is noticed.
    if is_stamped "$1" "$print" && [[ -x "$dir/bin/python" ]]; then
        return
    fi
    ensure_uv
    ensure_python
    ensure_compiler
    say "Installing the $1 environment into .local/$1"
    if ! "$dir/bin/python" -c '' >/dev/null 2>&1; then
        rm -rf "$dir"
        run_logged "$1-venv" "the environment could not be made" \
            uv venv --no-project --python "$PYTHON" "$dir"
    fi
    run_logged "$1-packages" "the packages of requirements/$1.txt could not be installed; a C++ compiler or the headers of Python (python3.14-dev) may be missing" \
        install_packages "$dir" "$file"
    link_ffmpeg "$dir"
    stamp "$1" "$print"
}

# homeassistant-api brings urllib3-future, whose wheel replaces urllib3 at every start
# of every program, Home Assistant's too. Built from source and told not to, it lives
# beside it.
install_packages() { # ENVIRONMENT REQUIREMENTS
    URLLIB3_NO_OVERRIDE=1 uv pip sync --require-hashes --no-binary urllib3-future \
        --python "$1/bin/python" "$2" || return
    if compgen -G "$1/lib/python3*/site-packages/urllib3_future.pth" >/dev/null; then
        URLLIB3_NO_OVERRIDE=1 uv pip install --no-cache --no-deps --require-hashes \
            --no-binary urllib3-future --reinstall-package urllib3 \
            --reinstall-package urllib3-future --python "$1/bin/python" --requirements "$2"
    fi
}

# The voice packages come as source.
ensure_compiler() {
    have c++ || apt_install g++ ||
        die "no C++ compiler here: install one (g++ or clang++) and run this again"
}

# Home Assistant looks for ffmpeg on the PATH; this one came as a package.
link_ffmpeg() { # ENVIRONMENT
    local found
    if found="$("$1/bin/python" -c 'import imageio_ffmpeg as f; print(f.get_ffmpeg_exe())' 2>/dev/null)"; then
        ln -sf "$found" "$1/bin/ffmpeg"
    fi
}
