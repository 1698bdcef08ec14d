"""The shipped blueprints are installed on request, and never over what was edited."""

from pathlib import Path
from typing import Any

from homeassistant.components.automation.const import DOMAIN as AUTOMATION
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import Unauthorized
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.home_gym import blueprint_shelf
from custom_components.home_gym.const import DOMAIN

from .household import BLUEPRINTS

NAME = "automation/home_gym/announce.yaml"
OTHER = "script/home_gym/interval_walk.yaml"
ALL = {path.relative_to(BLUEPRINTS).as_posix() for path in BLUEPRINTS.rglob("*.yaml")}


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """Return a configuration without a blueprint."""
    (tmp_path / "configuration.yaml").touch()
    return str(tmp_path)


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with what another version ships."""
    folder = tmp_path / "shipped"
    for name in (NAME, OTHER):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(f"# The first {name}\n")
    monkeypatch.setattr(blueprint_shelf, "SHIPPED", folder)
    return folder


@pytest.fixture
async def place(hass: HomeAssistant, hass_config_dir: str) -> Path:
    """Return where the blueprints go."""
    assert await async_setup_component(hass, DOMAIN, {})
    return Path(hass_config_dir, "blueprints")


async def install(hass: HomeAssistant, user: MockUser | None = None) -> dict[str, Any]:
    context = Context(user_id=None if user is None else user.id)
    answer = await hass.services.async_call(
        DOMAIN,
        "install_blueprints",
        blocking=True,
        return_response=True,
        context=context,
    )
    assert isinstance(answer, dict)
    return {outcome: names for outcome, names in answer.items() if names}


async def test_all_are_installed_as_they_are_shipped(
    hass: HomeAssistant, place: Path, hass_storage: dict[str, Any]
):
    assert await install(hass) == {"installed": sorted(ALL)}
    for name in ALL:
        assert (place / name).read_bytes() == (BLUEPRINTS / name).read_bytes()
        # Home Assistant may run as another user than who looks after its folder.
        assert (place / name).stat().st_mode & 0o777 == 0o644
    assert await install(hass) == {"unchanged": sorted(ALL)}


async def test_what_is_not_edited_is_brought_up_to_date(
    hass: HomeAssistant, place: Path, shipped: Path, hass_storage: dict[str, Any]
):
    await install(hass)
    (shipped / NAME).write_text("# The second\n")
    assert await install(hass) == {"updated": [NAME], "unchanged": [OTHER]}
    assert (place / NAME).read_text() == "# The second\n"


async def test_what_is_edited_is_left_and_named(
    hass: HomeAssistant, place: Path, shipped: Path, hass_storage: dict[str, Any]
):
    await install(hass)
    (place / NAME).write_text("# Mine\n")
    for text in ("# The second\n", "# The third\n"):
        (shipped / NAME).write_text(text)
        assert await install(hass) == {"edited": [NAME], "unchanged": [OTHER]}
        assert (place / NAME).read_text() == "# Mine\n"
    (place / NAME).unlink()
    assert await install(hass) == {"installed": [NAME], "unchanged": [OTHER]}
    (shipped / NAME).write_text("# The fourth\n")
    assert await install(hass) == {"updated": [NAME], "unchanged": [OTHER]}


async def test_what_was_there_before_us_is_not_ours(
    hass: HomeAssistant, place: Path, shipped: Path, hass_storage: dict[str, Any]
):
    (place / NAME).parent.mkdir(parents=True)
    (place / NAME).write_text("# From a forum\n")
    assert await install(hass) == {"installed": [OTHER], "edited": [NAME]}
    assert (place / NAME).read_text() == "# From a forum\n"


async def test_home_assistant_knows_them_at_once(
    hass: HomeAssistant, place: Path, hass_storage: dict[str, Any]
):
    assert await async_setup_component(hass, AUTOMATION, {})
    await install(hass)
    loaded = await hass.data["blueprint"][AUTOMATION].async_get_blueprints()
    assert "home_gym/announce.yaml" in loaded


async def test_only_an_administrator_installs(
    hass: HomeAssistant,
    place: Path,
    hass_read_only_user: MockUser,
    hass_storage: dict[str, Any],
):
    with pytest.raises(Unauthorized):
        await install(hass, hass_read_only_user)
    assert await install(hass) == {"installed": sorted(ALL)}
