"""Two devices of one family are told apart, and the same one is known again."""

import pytest

from custom_components.home_gym.devices import identity

from .corpus import SAMPLES


@pytest.mark.parametrize("key", SAMPLES)
def test_every_family_has_an_identity(key: str) -> None:
    config = {**SAMPLES[key].config}
    if key == "qz":
        config["base"] = "QZ/default"
    assert identity(config).startswith(f"{key}:")
    assert identity(config) == identity(dict(config))


@pytest.mark.parametrize(
    "key", [key for key, sample in SAMPLES.items() if "base" in sample.config]
)
def test_another_base_is_another_device(key: str) -> None:
    config = SAMPLES[key].config
    other = {**config, "base": f"{config['base']}_2"}
    assert identity(other) != identity(config)


def test_two_relays_of_one_node_are_two_devices() -> None:
    node = {"dialect": "esphome_plug", "base": "strip"}
    assert identity({**node, "switch_id": "left"}) != identity(
        {**node, "switch_id": "right"}
    )


def test_what_the_owner_says_of_a_device_does_not_make_it_another() -> None:
    config = SAMPLES["esphome_treadmill"].config
    assert identity({**config, "confirmed": ["stop"]}) == identity(config)
