"""Dialogs without words are found."""

import json
from typing import Any

import pytest

from scripts.checks import flows

HOUSE = "custom_components/home_gym"
FLOW = """
SCHEMA = p.Schema({p.Required(CONF_NAME): Text(), p.Optional("speed"): Number()})

class Flow(ConfigFlow):
    async def async_step_user(self, user_input=None):
        self._abort_if_unique_id_configured()
        errors = {}
        if not user_input[CONF_NAME]:
            errors["base"] = "name_missing"
        errors = errors or self._speed_errors(user_input)
        if self._taken():
            errors, self._owner = {"base": "taken"}, "somebody"
        if not errors:
            return self.async_show_menu(step_id="more", menu_options=["drill", "end"])
        return self.async_show_form(step_id="user", data_schema=SCHEMA, errors=errors)

    def _speed_errors(self, user_input):
        return {"speed": "too_fast"} if user_input["speed"] > 20 else {}

    async def async_step_wait(self):
        if not self._task:
            return self.async_show_progress(step_id="wait", progress_action="listen")
        return self.async_abort(reason="silent")
"""
TEXTS: dict[str, Any] = {
    "step": {
        "user": {"title": "New", "data": {"name": "Name", "speed": "Speed"}},
        "more": {"title": "More", "menu_options": {"drill": "Drill", "end": "End"}},
    },
    "error": {"name_missing": "None", "taken": "Taken", "too_fast": "Too fast"},
    "abort": {"already_configured": "Known", "silent": "Silent"},
    "progress": {"listen": "Listening"},
}


def found(grow, texts: Any, flow: str = FLOW) -> list[str]:
    english = json.dumps({"config": texts})
    return [
        each.text
        for each in flows.check(
            grow(
                {
                    f"{HOUSE}/config_flow.py": flow,
                    f"{HOUSE}/manifest.json": '{"name": "Home Gym"}',
                    f"{HOUSE}/translations/en.json": english,
                }
            )
        )
    ]


def without(*path: str) -> Any:
    texts = json.loads(json.dumps(TEXTS))
    inner = texts
    for key in path[:-1]:
        inner = inner[key]
    del inner[path[-1]]
    return texts


def test_a_dialog_with_words_is_right(grow) -> None:
    assert not found(grow, TEXTS)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("step", "more", "menu_options", "end"), "menu option end has no text"),
        (("step", "user", "data", "name"), "field name has no text"),
        (("step", "user", "data", "speed"), "field speed has no text"),
        (("error", "name_missing"), "error name_missing has no text"),
        (("error", "taken"), "error taken has no text"),
        (("error", "too_fast"), "error too_fast has no text"),
        (("abort", "already_configured"), "abort already_configured has no text"),
        (("abort", "silent"), "abort silent has no text"),
        (("progress", "listen"), "progress listen has no text"),
    ],
)
def test_a_missing_word_is_found(grow, path: tuple[str, ...], words: str) -> None:
    (text,) = found(grow, without(*path))
    assert words in text


def test_a_missing_step_is_found(grow) -> None:
    words = found(grow, without("step", "more"))
    assert "step more has no text in any dialog: add it to en.json" in words


def test_what_cannot_be_followed_is_no_pass(grow) -> None:
    flow = FLOW.replace('"silent"', "anything()")
    assert any("abort's key cannot be" in text for text in found(grow, TEXTS, flow))


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ({"title": "Home Gym"}, "step x is titled like us"),
        ({"data_description": {"y": "Y"}}, "step x describes y without a label"),
        (
            {"sections": {"z": {"data_description": {"y": "Y"}}}},
            "step x describes y without a label",
        ),
    ],
)
def test_an_odd_step_is_found(grow, step: Any, words: str) -> None:
    texts = {**TEXTS, "step": {**TEXTS["step"], "x": step}}
    (text,) = found(grow, texts)
    assert words in text
