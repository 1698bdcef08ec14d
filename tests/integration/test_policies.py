"""Policies in people's own files: in force, reloaded in mid-walk, and what is wrong."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

from homeassistant.auth.models import User
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import Unauthorized
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockUser,
    async_fire_mqtt_message,
)

from custom_components.home_gym.const import DOMAIN
from custom_components.home_gym.dialects.registry import set_profiles

from .helpers import MACHINE_ID, Device, act, coordinator_of, explain

BROKEN = "extends: gentle_back\nspeed:\n  max_speed_kmh: 99\n"
PROFILE = """\
name: Mine
part: treadmill
parameters:
  base:
    example: gym
speed:
  topic: "{base}/belt"
"""


def policy(max_speed_kmh: float) -> str:
    return f"extends: gentle_back\nspeed:\n  max_speed_kmh: {max_speed_kmh}\n"


@pytest.fixture(autouse=True)
def own(hass: HomeAssistant, tmp_path: Path) -> Path:
    """Return the folder of one's own policies, in a configuration of its own."""
    hass.config.config_dir = str(tmp_path)
    folder = tmp_path / "home_gym" / "policies"
    folder.mkdir(parents=True)
    (folder / "anna.yaml").write_text(policy(4.2))
    return folder


@pytest.fixture
def machine_data(machine_data: dict[str, Any]) -> dict[str, Any]:
    """Return a machine that is guarded by a policy of one's own."""
    return {**machine_data, "policy": "anna"}


def write(path: Path, text: str | None) -> None:
    """Write a file, or take it away."""
    path.unlink()
    if text is not None:
        path.write_text(text)


def ceiling_of(gym: MockConfigEntry) -> float:
    return coordinator_of(gym).policy.speed.max_speed_kmh


def issues(hass: HomeAssistant) -> dict[str, dict[str, str]]:
    return {
        issue_id: dict(issue.translation_placeholders or {})
        for (domain, issue_id), issue in ir.async_get(hass).issues.items()
        if domain == DOMAIN and issue_id.startswith("policy_")
    }


async def restart(hass: HomeAssistant, gym: MockConfigEntry) -> None:
    assert await hass.config_entries.async_reload(gym.entry_id)
    await hass.async_block_till_done()


async def test_a_file_is_in_force(hass: HomeAssistant, gym: MockConfigEntry):
    assert ceiling_of(gym) == 4.2
    assert not issues(hass)


async def test_a_reload_applies_in_mid_session(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, own: Path
):
    await device.on()
    await device.walk(2.0, 30)
    coordinator = coordinator_of(gym)
    session = coordinator.state.session
    assert session is not None
    (own / "anna.yaml").write_text(policy(4.0))
    assert ceiling_of(gym) == 4.2
    await act(hass, "reload")
    assert ceiling_of(gym) == 4.0
    assert coordinator_of(gym) is coordinator
    now = coordinator.state.session
    assert now is not None
    assert (now.id, now.moving_s >= session.moving_s) == (session.id, True)


async def test_a_file_that_becomes_wrong_loosens_nothing_and_says_where(
    hass: HomeAssistant, gym: MockConfigEntry, own: Path
):
    (own / "anna.yaml").write_text(BROKEN)
    await act(hass, "reload")
    assert ceiling_of(gym) == 4.2
    assert issues(hass) == {
        "policy_file_wrong_anna.yaml": {
            "policy": "anna.yaml",
            "file": str(own / "anna.yaml"),
            "machine": "Treadmill",
            "problems": (
                "- Line 3: `speed.max_speed_kmh` cannot be `99`. Allowed is `1-20`."
            ),
        }
    }
    # Neither does a restart, which begins without what was known.
    await restart(hass, gym)
    assert ceiling_of(gym) == 4.2

    (own / "anna.yaml").write_text(policy(4.4))
    await act(hass, "reload")
    assert ceiling_of(gym) == 4.4
    assert not issues(hass)


async def test_a_file_that_nobody_uses_is_told_too(
    hass: HomeAssistant, gym: MockConfigEntry, own: Path
):
    (own / "runner.yaml").write_text(policy(4.0))
    await act(hass, "reload")
    (told,) = issues(hass).values()
    assert told["machine"] == "nowhere at the moment"
    (own / "runner.yaml").unlink()
    await act(hass, "reload")
    assert not issues(hass)


async def test_a_file_that_is_gone_loosens_nothing(
    hass: HomeAssistant, gym: MockConfigEntry, own: Path
):
    (own / "anna.yaml").unlink()
    for change in (act(hass, "reload"), restart(hass, gym)):
        await change
        assert ceiling_of(gym) == 4.2
        assert list(issues(hass)) == [f"policy_gone_{MACHINE_ID}"]
    (own / "anna.yaml").write_text(policy(4.2))
    await act(hass, "reload")
    assert not issues(hass)


async def test_numbers_that_no_longer_fit_are_told(
    hass: HomeAssistant, gym: MockConfigEntry, own: Path
):
    subentry = gym.subentries[MACHINE_ID]
    data = {**subentry.data, "numbers": {"limits": {"day_min": 45.0}}}
    hass.config_entries.async_update_subentry(gym, subentry, data=data)
    await hass.async_block_till_done()
    assert coordinator_of(gym).policy.limits.day_s == 45 * 60
    (own / "anna.yaml").write_text("extends: gentle_back\nlimits:\n  session_min: 60\n")
    await act(hass, "reload")
    limits = coordinator_of(gym).policy.limits
    assert (limits.session_s, limits.day_s) == (40 * 60, 45 * 60)
    ((issue_id, told),) = issues(hass).items()
    assert issue_id == f"policy_misfit_{MACHINE_ID}"
    assert told["problems"] == (
        "- `limits.session_min` cannot be `60`, because this has to be true: "
        "`limits.session_min <= limits.day_min`."
    )


async def test_where_nothing_is_known_the_most_careful_policy_holds(
    hass: HomeAssistant, gym: MockConfigEntry, own: Path, hass_storage: dict[str, Any]
):
    subentry = gym.subentries[MACHINE_ID]
    data = {**subentry.data, "modes": {"breaks": "off"}}
    hass.config_entries.async_update_subentry(gym, subentry, data=data)
    await hass.async_block_till_done()
    (own / "anna.yaml").write_text(BROKEN)
    hass_storage.pop("home_gym.policies")
    for _ in range(2):
        await restart(hass, gym)
        coordinator = coordinator_of(gym)
        assert coordinator.policy.name == "gentle_back"
        assert coordinator.policy.breaks.mode == "enforce"
        assert set(issues(hass)) == {
            "policy_file_wrong_anna.yaml",
            f"policy_replaced_{MACHINE_ID}",
        }


async def test_what_was_kept_goes_with_the_machine_and_with_the_gym(
    hass: HomeAssistant, gym: MockConfigEntry, own: Path, hass_storage: dict[str, Any]
):
    (own / "anna.yaml").unlink()
    await act(hass, "reload")
    assert set(hass_storage["home_gym.policies"]["data"]) == {MACHINE_ID}
    hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
    await hass.async_block_till_done()
    assert hass_storage["home_gym.policies"]["data"] == {}
    assert not issues(hass)
    await hass.config_entries.async_remove(gym.entry_id)
    assert "home_gym.policies" not in hass_storage


@pytest.mark.parametrize("version", [0, 99], ids=["older", "newer"])
async def test_what_another_version_kept_is_no_obstacle(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    hass_storage: dict[str, Any],
    version: int,
):
    hass_storage["home_gym.policies"]["version"] = version
    await restart(hass, gym)
    assert ceiling_of(gym) == 4.2


async def test_only_an_administrator_reloads(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    own: Path,
    hass_read_only_user: MockUser,
    hass_admin_user: User,
):
    (own / "anna.yaml").write_text(policy(4.0))
    with pytest.raises(Unauthorized):
        await act(hass, "reload", context=Context(user_id=hass_read_only_user.id))
    assert ceiling_of(gym) == 4.2
    await act(hass, "reload", context=Context(user_id=hass_admin_user.id))
    assert ceiling_of(gym) == 4.0


async def test_explain_says_what_is_no_presets(
    hass: HomeAssistant, gym: MockConfigEntry
):
    told = (await explain(hass))["policy"]
    assert (told["name"], told["trouble"]) == ("anna", None)
    assert told["values"]["speed.max_speed_kmh"] == {
        "value": "4.2",
        "unit": "km/h",
        "source": "file",
        "name": "anna",
    }
    assert told["values"]["warm_up.mode"] == {
        "value": "advise",
        "chosen": "enforce",
        "source": "machine",
    }
    assert "limits.day_min" not in told["values"]


class TestProfiles:
    """Profiles of one's own are read anew by the same action."""

    @pytest.fixture
    def profile(self, own: Path) -> Path:
        path = own.parent / "profiles" / "mine.yaml"
        path.parent.mkdir()
        path.write_text(PROFILE)
        return path

    @pytest.fixture
    def machine_data(self, machine_data: dict[str, Any]) -> dict[str, Any]:
        return {**machine_data, "treadmill": {"dialect": "mine", "base": "gym"}}

    @pytest.fixture
    async def gym(
        self, hass: HomeAssistant, profile: Path, gym: MockConfigEntry
    ) -> AsyncGenerator[MockConfigEntry]:
        yield gym
        set_profiles(())

    async def test_a_changed_one_is_listened_to_anew(
        self, hass: HomeAssistant, gym: MockConfigEntry, profile: Path
    ):
        write(profile, PROFILE.replace("belt", "speed"))
        await act(hass, "reload")
        async_fire_mqtt_message(hass, "gym/belt", "3.0")
        assert coordinator_of(gym).state.truth.belt == "unknown"
        async_fire_mqtt_message(hass, "gym/speed", "3.0")
        assert coordinator_of(gym).state.truth.belt == "moving"

    async def test_one_that_has_not_changed_is_left_alone(
        self, hass: HomeAssistant, gym: MockConfigEntry
    ):
        async_fire_mqtt_message(hass, "gym/belt", "3.0")
        await act(hass, "reload")
        assert coordinator_of(gym).state.truth.belt == "moving"

    @pytest.mark.parametrize("text", ["name: Mine\n", None], ids=["wrong", "gone"])
    async def test_one_that_is_lost_goes_on(
        self,
        hass: HomeAssistant,
        gym: MockConfigEntry,
        own: Path,
        profile: Path,
        text: str | None,
    ):
        write(profile, text)
        write(own / "anna.yaml", policy(4.0))
        await act(hass, "reload")
        async_fire_mqtt_message(hass, "gym/belt", "3.0")
        assert coordinator_of(gym).state.truth.belt == "moving"
        # The machine is one like all others, whose numbers can be changed.
        assert ceiling_of(gym) == 4.0
