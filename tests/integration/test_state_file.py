"""On a real disk: a file that cannot be read is never taken for a missing one."""

from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.home_gym.const import DOMAIN
from custom_components.home_gym.engine.clock import Now
from custom_components.home_gym.engine.state import State
from custom_components.home_gym.farewell import async_leave, async_orphans
from custom_components.home_gym.state_file import UnreadableStateError
from custom_components.home_gym.store import MachineStore

from .helpers import MACHINE_ID

COUNTERS = f"home_gym.{MACHINE_ID}"
FACTS = f"{COUNTERS}.facts"
# As Home Assistant names a machine, which is how one is known by its files alone.
GONE_ID = "01JD0000000000000000000000"
PLUG = f"home_gym.{GONE_ID}.plug"


@pytest.fixture
def hass_storage() -> dict[str, Any]:
    """Leave the storage of Home Assistant as it really is."""
    return {}


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """Return a folder for this test alone."""
    return str(tmp_path)


@pytest.fixture
def files(hass: HomeAssistant) -> Path:
    """Return the folder where states are stored."""
    folder = Path(hass.config.path(".storage"))
    folder.mkdir(exist_ok=True)
    return folder


def found(files: Path, name: str) -> list[Path]:
    """Return the files of a name."""
    return list(files.glob(name))


async def stored(hass: HomeAssistant) -> MachineStore:
    """Return a store that has written a state to the disk."""
    store = MachineStore(hass, MACHINE_ID)
    await store.async_load()
    await store.async_close(State(), Now(elapsed_s=5.0, utc_s=1e9))
    return store


async def test_a_file_that_is_no_json_is_no_missing_one(
    hass: HomeAssistant, files: Path
) -> None:
    await stored(hass)
    (files / FACTS).write_text("{")
    # Home Assistant gives such a file another name, and would go on without it.
    for _ in range(2):
        store = MachineStore(hass, MACHINE_ID)
        with pytest.raises(UnreadableStateError) as error:
            await store.async_load()
        assert not error.value.newer
        assert f"{FACTS}.corrupt." in error.value.file
        await store.async_close(State(), Now(elapsed_s=9.0, utc_s=1e9))
        assert found(files, FACTS) == []
    (corrupt,) = found(files, f"{FACTS}.corrupt.*")
    assert corrupt.read_text() == "{"
    # Who deletes it has decided to begin anew.
    corrupt.unlink()
    assert await MachineStore(hass, MACHINE_ID).async_load() is not None


@pytest.mark.parametrize(
    ("content", "newer"),
    [
        ('{"version": 99, "minor_version": 1, "data": {}}', True),
        ("[]", False),
        ("{}", False),
        ('{"version": 1}', False),
    ],
)
async def test_a_file_of_another_shape_is_no_missing_one(
    hass: HomeAssistant, files: Path, content: str, newer: bool
) -> None:
    (files / FACTS).write_text(content)
    with pytest.raises(UnreadableStateError) as error:
        await MachineStore(hass, MACHINE_ID).async_load()
    assert error.value.newer is newer
    assert (files / FACTS).read_text() == content


async def test_what_is_set_aside_is_kept_until_the_machine_is_removed(
    hass: HomeAssistant, files: Path
) -> None:
    await stored(hass)
    spoilt = '{"version": 1, "minor_version": 1, "data": {"state": 1}}'
    (files / COUNTERS).write_text(spoilt)
    store = MachineStore(hass, MACHINE_ID)
    assert await store.async_load() is not None
    await store.async_close(State(), Now(elapsed_s=9.0, utc_s=1e9))
    (aside,) = found(files, f"{COUNTERS}.corrupt.*")
    assert aside.read_text() == spoilt
    await store.async_remove()
    assert found(files, f"{COUNTERS}*") == []


@pytest.mark.parametrize(
    ("content", "told_by"),
    [
        ('{"version": 99, "minor_version": 1, "data": {}}', DOMAIN),
        ('{"version": 1, "minor_version": 1, "data": {"kept": 1}}', DOMAIN),
        # Home Assistant gives such a file another name, and says so itself.
        ("{", "homeassistant"),
    ],
)
async def test_what_stood_in_a_plug_is_kept_and_told_where_it_cannot_be_read(
    hass: HomeAssistant, files: Path, content: str, told_by: str
) -> None:
    (files / PLUG).write_text(content)
    (gone,) = await async_orphans(hass, ())
    await async_leave(hass, gone)
    (aside,) = found(files, f"{PLUG}.corrupt.*")
    assert aside.read_text() == content
    assert found(files, PLUG) == []
    (issue,) = ir.async_get(hass).issues.values()
    assert issue.domain == told_by
    assert str(aside) in repr(issue.translation_placeholders)
    assert await async_orphans(hass, ()) == []
