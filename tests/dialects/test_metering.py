"""Watts and the counter beside them give each other away, and never by mistake."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
import math
from random import Random
from typing import Final

from hypothesis import given, settings as hypothesis_settings, strategies as st
import pytest

from custom_components.home_gym.dialects.metering import (
    AGREES_WITHIN,
    LEAST_READINGS,
    LEAST_S,
    LEAST_STEPS,
    OFF_BY,
    Metering,
    Stretch,
)
from custom_components.home_gym.engine.readings import Quantity, Reading

HOUR: Final = 3600

type Load = Callable[[float], float]


def steady(watts: float) -> Load:
    """Return a load that stays the same."""
    return lambda at_s: watts


def walking(at_s: float) -> float:
    """Return ten minutes of rest, and half an hour of walking."""
    return 9.0 if at_s % (40 * 60) < 10 * 60 else 260.0


def intervals(at_s: float) -> float:
    """Return twenty seconds of running, and forty of rest."""
    return 380.0 if at_s % 60 < 20 else 9.0


@dataclass(frozen=True, kw_only=True)
class Plug:
    """A plug that tells its watts and its counter, each in its own way.

    `off` is how many times too high its watts are told.
    """

    load: Load = steady(260.0)
    power_every_s: int = 10
    energy_every_s: int = 10
    resolution_kwh: float = 0.001
    off: float = 1.0
    counts_off: float = 1.0
    creeps_w: float = 0.0
    resets_every_s: int = 10**9
    falls_silent_from_s: int = 10**9
    random: Random = field(default_factory=lambda: Random(1))

    def tells(self, hours: float) -> Iterator[tuple[float, list[Reading]]]:
        """Yield what it says over some hours, by the second."""
        phase_s = self.random.randrange(self.power_every_s)
        counted_kwh = 0.0
        for second in range(int(hours * HOUR)):
            load_w = self.load(second)
            counted_kwh += max(load_w, self.creeps_w) * self.counts_off / 3.6e6
            if second % self.resets_every_s == 0:
                counted_kwh = 0.0
            if self.falls_silent_from_s <= second < self.falls_silent_from_s + 7200:
                continue
            told = []
            if second % self.energy_every_s == 0:
                steps = math.floor(counted_kwh / self.resolution_kwh)
                told.append(energy(steps * self.resolution_kwh))
            if second % self.power_every_s == phase_s:
                told.append(power(load_w * self.off))
            if told:
                yield second, told


def power(watts: float, *, retained: bool = False) -> Reading:
    """Return watts."""
    return Reading(quantity=Quantity.POWER, value=watts, retained=retained)


def energy(kwh: float, *, retained: bool = False) -> Reading:
    """Return what a counter says."""
    return Reading(quantity=Quantity.ENERGY, value=kwh, retained=retained)


def verdicts(plug: Plug, hours: float = 3.0) -> list[bool | None]:
    """Return whatever is sure over some hours."""
    metering = Metering()
    heard = (metering.hear(told, at_s) for at_s, told in plug.tells(hours))
    return [each.fits for each in heard if each is not None]


FITS: dict[str, Plug] = {
    "Shelly Gen2, once a minute": Plug(
        power_every_s=60, energy_every_s=60, resolution_kwh=1e-6
    ),
    "Shelly Gen1, watt-minutes": Plug(
        power_every_s=30, energy_every_s=30, resolution_kwh=1 / 60_000
    ),
    "Tasmota as often as it goes": Plug(),
    "Tasmota that is asked once a minute": Plug(power_every_s=60, energy_every_s=60),
    "Zigbee, a hundredth of a kWh": Plug(energy_every_s=60, resolution_kwh=0.01),
    "OpenBeken, watt-hours": Plug(resolution_kwh=0.001, power_every_s=2),
    "a walk between rests": Plug(load=walking),
    "a console alone, well above nothing": Plug(load=steady(60.0)),
}


@pytest.mark.parametrize("plug", FITS.values(), ids=FITS)
def test_what_fits_is_seen_to_fit(plug: Plug) -> None:
    seen = verdicts(plug)
    assert seen
    assert all(seen)


SCALES = [1000.0, 100.0, 10.0, 0.1, 0.01, 0.001, 1 / 60]


@pytest.mark.parametrize("off", SCALES)
@pytest.mark.parametrize("plug", FITS.values(), ids=FITS)
def test_watts_in_another_unit_are_noticed(plug: Plug, off: float) -> None:
    wrong = Plug(
        load=plug.load,
        power_every_s=plug.power_every_s,
        energy_every_s=plug.energy_every_s,
        resolution_kwh=plug.resolution_kwh,
        off=off,
    )
    seen = verdicts(wrong)
    assert seen
    assert not any(seen)


@pytest.mark.parametrize("off", [1000.0, 0.001])
def test_a_counter_in_another_unit_is_noticed_too(off: float) -> None:
    assert set(verdicts(Plug(counts_off=off, resolution_kwh=1e-5))) == {False}


NOTHING_SURE: dict[str, Plug] = {
    "a counter of whole kWh": Plug(resolution_kwh=1.0),
    "a counter that stands": Plug(counts_off=0.0),
    "watts that come too seldom": Plug(power_every_s=300),
    "nothing but a console": Plug(load=steady(9.0)),
    "a meter that counts what it does not show": Plug(load=steady(0.0), creeps_w=9.0),
    "a counter that begins anew all the time": Plug(resets_every_s=240),
    "off by a factor that a bad sensor has": Plug(off=3.0),
}


@pytest.mark.parametrize("plug", NOTHING_SURE.values(), ids=NOTHING_SURE)
def test_what_nobody_can_know_is_not_said(plug: Plug) -> None:
    assert verdicts(plug) == []


NEVER_WRONG: dict[str, Plug] = {
    "short runs that are told once a minute": Plug(
        load=intervals, power_every_s=60, energy_every_s=60
    ),
    "a plug that was away while it counted": Plug(falls_silent_from_s=1800),
    "a counter that begins anew": Plug(resets_every_s=3000),
    "a Zigbee plug that counts coarsely": Plug(
        load=walking, energy_every_s=600, resolution_kwh=0.01
    ),
}


@pytest.mark.parametrize("plug", NEVER_WRONG.values(), ids=NEVER_WRONG)
def test_a_true_plug_is_never_accused(plug: Plug) -> None:
    assert False not in verdicts(plug, hours=6.0)


@hypothesis_settings(deadline=None, max_examples=60)
@given(
    load=st.sampled_from([steady(9.0), steady(35.0), steady(900.0), walking]),
    power_every_s=st.integers(1, 90),
    energy_every_s=st.integers(1, 900),
    resolution_kwh=st.sampled_from([1e-6, 1 / 60_000, 1e-4, 1e-3, 1e-2, 0.1, 1.0]),
    resets_every_s=st.sampled_from([10**9, 3000, 700]),
    seed=st.integers(0, 99),
)
def test_no_true_plug_is_ever_accused(
    load: Load,
    power_every_s: int,
    energy_every_s: int,
    resolution_kwh: float,
    resets_every_s: int,
    seed: int,
) -> None:
    plug = Plug(
        load=load,
        power_every_s=power_every_s,
        energy_every_s=energy_every_s,
        resolution_kwh=resolution_kwh,
        resets_every_s=resets_every_s,
        random=Random(seed),
    )
    assert False not in verdicts(plug, hours=2.0)


def test_one_stretch_that_does_not_fit_is_no_proof() -> None:
    metering = Metering()
    seen: list[Stretch] = []
    wrong = list(Plug(off=10.0).tells(1.0))
    right = [(at_s + HOUR, told) for at_s, told in Plug().tells(1.0)]
    one = [each for each in wrong if each[0] < LEAST_S + 60]
    for at_s, told in (*one, *right):
        if (stretch := metering.hear(told, at_s)) is not None:
            seen.append(stretch)
    assert seen
    assert all(each.fits for each in seen)


def test_what_is_retained_is_as_old_as_it_likes() -> None:
    metering = Metering()
    for minute in range(120):
        told = [
            power(9.0),
            energy(minute * 0.01, retained=True),
            power(9000.0, retained=True),
        ]
        assert metering.hear(told, minute * 60.0) is None


@pytest.mark.parametrize(
    ("steps", "readings", "length_s", "expected"),
    [
        (LEAST_STEPS, LEAST_READINGS, LEAST_S, True),
        (LEAST_STEPS - 1, LEAST_READINGS, LEAST_S, False),
        (LEAST_STEPS, LEAST_READINGS - 1, LEAST_S, False),
        (LEAST_STEPS, LEAST_READINGS, LEAST_S - 1.0, False),
    ],
)
def test_a_stretch_is_long_enough_in_every_way(
    steps: int, readings: int, length_s: float, expected: bool
) -> None:
    stretch = Stretch(began_s=0.0, length_s=length_s, steps=steps, readings=readings)
    assert stretch.is_enough is expected


JUDGED: list[tuple[float, float, float, bool | None]] = [
    (100.0, 100.0, 1.0, True),
    (100.0, 100.0 * AGREES_WITHIN, 1.0, True),
    (100.0, 300.0, 1.0, None),
    (300.0, 100.0, 1.0, None),
    (100.0, 100.0 * OFF_BY + 2.0, 1.0, False),
    # What its coarse counter may owe speaks for the plug.
    (100.0, 100.0 * OFF_BY + 2.0, 100.0, None),
    (100.0, 100.0 / OFF_BY - 2.0, 1.0, False),
    (100.0, 100.0 / OFF_BY - 2.0, 10.0, None),
    (0.0, 100.0, 10.0, False),
    (3.0, 0.1, 0.01, None),
]


@pytest.mark.parametrize(("watts_wh", "counter_wh", "step_wh", "expected"), JUDGED)
def test_how_a_stretch_is_judged(
    watts_wh: float, counter_wh: float, step_wh: float, expected: bool | None
) -> None:
    stretch = Stretch(
        began_s=0.0,
        length_s=1200.0,
        watts_wh=watts_wh,
        counter_wh=counter_wh,
        step_wh=step_wh,
        steps=LEAST_STEPS,
        readings=LEAST_READINGS,
    )
    assert stretch.fits is expected
