"""Let the families that come along as profiles be spoken, as the integration does."""

from collections.abc import Iterator

import pytest

from custom_components.home_gym.dialects.profile import Profile
from custom_components.home_gym.dialects.registry import set_profiles
from custom_components.home_gym.profile_files import PROFILES_FOLDER, load_profiles


@pytest.fixture(scope="session")
def shipped_profiles() -> tuple[Profile, ...]:
    """Return the profiles that come along, of which none is wrong."""
    profiles, problems = load_profiles(PROFILES_FOLDER)
    assert problems == ()
    return profiles


@pytest.fixture(autouse=True)
def families(shipped_profiles: tuple[Profile, ...]) -> Iterator[None]:
    """Speak every family that comes along, and no other one after a test."""
    set_profiles(shipped_profiles)
    yield
    set_profiles(shipped_profiles)
