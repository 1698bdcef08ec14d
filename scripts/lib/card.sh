# The card: its tools come from npm, into frontend/node_modules.
# shellcheck shell=bash

CARD="$HOME_GYM_ROOT/frontend"
NODE_LEAST=20

has_node() {
    have npm && have node &&
        [[ "$(node --print 'process.versions.node.split(".")[0]')" -ge $NODE_LEAST ]]
}

# Whoever only changes Python may go without; what lands has to be tested.
ensure_card() {
    local print
    if ! has_node; then
        [[ -z "${CI:-}" ]] || die "the card needs node $NODE_LEAST or later with npm: install them and run this again"
        say "No node $NODE_LEAST with npm here: the card's tests are skipped."
        return
    fi
    print="$(fingerprint "$CARD/package-lock.json" "$HOME_GYM_ROOT/scripts/lib/card.sh")"
    if is_stamped card "$print" && [[ -d "$CARD/node_modules" ]]; then
        return
    fi
    say "Installing the card's tools into frontend/node_modules"
    run_logged card "npm could not install the packages of frontend/package-lock.json" \
        npm ci --prefix "$CARD" --no-audit --no-fund
    stamp card "$print"
}

# Types, logic, and that the file which is handed out is the one that is built here.
test_card() {
    local fresh="$LOCAL/cache/card" name=home-gym.js
    cd "$CARD" && npm run --silent check && npm run --silent test || return
    npm run --silent build -- --outDir "$fresh" --logLevel warn || return
    cmp "$fresh/$name" "$HOME_GYM_ROOT/custom_components/home_gym/frontend/$name" ||
        die "the card is not built from its source: run 'npm run build' in frontend/"
}
