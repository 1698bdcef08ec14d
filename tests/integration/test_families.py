"""Every family can be spoken once Home Gym is loaded, the user's own too."""

from pathlib import Path

from homeassistant.core import HomeAssistant
import pytest

from custom_components.home_gym.dialects.registry import families, set_profiles
from custom_components.home_gym.families import async_load_families

PROFILE = """\
name: Mine
part: treadmill
parameters:
  base:
    example: gym
speed:
  topic: "{base}/belt"
"""


@pytest.fixture
def own_folder(hass: HomeAssistant, tmp_path: Path) -> Path:
    """Return the folder for profiles of one's own, in a configuration of its own."""
    hass.config.config_dir = str(tmp_path)
    folder = tmp_path / "home_gym" / "profiles"
    folder.mkdir(parents=True)
    return folder


async def test_families_are_loaded_with_the_users_own(
    hass: HomeAssistant, own_folder: Path
) -> None:
    set_profiles(())
    (own_folder / "mine.yaml").write_text(PROFILE)
    await async_load_families(hass)
    assert {"pacekeeper", "mine"} <= set(families())


async def test_a_wrong_profile_is_told_with_its_line_and_left_out(
    hass: HomeAssistant, own_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (own_folder / "mine.yaml").write_text(PROFILE + "start:\n  topic: x\n")
    await async_load_families(hass)
    assert "mine" not in families()
    assert "mine.yaml:8: start = {'topic': 'x'} breaks the rule command" in caplog.text


async def test_no_folder_of_ones_own_is_no_trouble(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    await async_load_families(hass)
    assert "pacekeeper" in families()
    assert "Profile not used" not in caplog.text
