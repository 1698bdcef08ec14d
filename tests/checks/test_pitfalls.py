"""Harmless-looking calls are found."""

import pytest

from scripts.checks import pitfalls

HOUSE = "custom_components/home_gym"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("_LOGGER.debug(f'{x}')", "f-string in a log call"),
        ("raise HomeAssistantError('No broker')", "HomeAssistantError with words"),
        ("raise ServiceValidationError(f'{x}')", "ServiceValidationError with words"),
        ("raise exceptions.ConfigEntryNotReady('x')", "ConfigEntryNotReady with words"),
        ("x = datetime.now()", "local time"),
        ("x = datetime.datetime.now(UTC)", "local time"),
        ("x = date.today()", "local time"),
        ("@callback\nasync def on_x(): ...", "no effect"),
    ],
)
def test_a_pitfall_is_found(grow, text: str, words: str) -> None:
    (found,) = pitfalls.check(grow({f"{HOUSE}/x.py": text}))
    assert words in found.text


@pytest.mark.parametrize(
    "text",
    [
        "_LOGGER.debug('%s', x)",
        "raise HomeAssistantError(translation_domain=DOMAIN, translation_key='x')",
        "raise ServiceValidationError(translation_key=f'refused_{x}')",
        "raise ValueError('not shown to anybody')",
        "x = dt_util.now()",
        "@callback\ndef on_x(): ...",
    ],
)
def test_what_is_right_is_left_alone(grow, text: str) -> None:
    assert not list(pitfalls.check(grow({f"{HOUSE}/x.py": text})))
