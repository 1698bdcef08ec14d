# What comes from the machine's own packages: a broker; a browser and a voice on request.
# shellcheck shell=bash

ensure_broker() {
    if have mosquitto || apt_install mosquitto; then
        return
    fi
    remark "No mosquitto here, and it cannot be installed: the demo uses the embedded broker (amqtt)."
    remark "Tests against a real broker are skipped until you install mosquitto with your package manager."
}

# Home Assistant's camera part works without it, but complains at every start.
ensure_turbojpeg() {
    compgen -G '/usr/lib*/*/libturbojpeg.so*' >/dev/null ||
        compgen -G '/opt/*/lib*/libturbojpeg.*' >/dev/null ||
        apt_install libturbojpeg0 ||
        remark "No libturbojpeg here: Home Assistant complains about it once at start."
}

ensure_browser() {
    if have chromium || have chromium-browser || have google-chrome; then
        return
    fi
    apt_install chromium fonts-dejavu-core ||
        die "no Chromium here, and it cannot be installed: install chromium with your package manager"
}

# A voice that needs no model: the tests let it speak every text.
ensure_voice() {
    have espeak-ng || apt_install espeak-ng ||
        remark "No espeak-ng here, and it cannot be installed: no test hears the texts until you install it."
}
