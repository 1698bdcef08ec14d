"""What the card costs the computer that shows it, and the patience of a hand.

How fast anything is, on a machine that does other things, is not for a test to say: the
limits are wide, and the figures are printed.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from statistics import quantiles
import time
from typing import Any, Final

from playwright.sync_api import CDPSession, Page
import pytest

from gymlab.benchmarks.stream import SPEED_TOPIC
from gymlab.house.house import House, HousePlan
from gymlab.house.screenshot import Look, take_picture
from gymlab.house.stage import Stage
from gymlab.house.stories import STORIES
from gymlab.house.stories.acts import walk_at, walk_off
from gymlab.house.stories.proofs import prove_rest
from gymlab.simulator.deeds import Action
from gymlab.simulator.faults import Fault

from .card_page import PICTURES, need_browser, open_card, pages_of, stop_button
from .conftest import Builder

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]

FILM: Final = Path(__file__).with_name("card_film.js")
TABLET: Final = Look(width=1280, height=800)
# A second of the hurried walk is a minute of the rules: two hours.
WALKED_S: Final = 120.0
# After so many changes of speed comes a break.
BREAK: Final = 45
BREAK_S: Final = 8
UPDATES: Final = 2 * 3600 * 2
HALF_AN_HOUR: Final = UPDATES // 4
TURN: Final = 1200
WATCHED_S: Final = 60
# Of one core, beside what the empty page takes.
SHARE: Final = 0.05
PAUSE: Final = f"new Promise((done) => setTimeout(done, {1000 * WATCHED_S}))"
# What a page may keep more of after two hours than after twenty minutes.
GROWTH: Final = {"JSHeapUsedSize": 1_000_000, "Nodes": 100, "JSEventListeners": 10}
SAMPLES: Final = 20
AT_ONCE_MS: Final = 3000.0
FRESH_MS: Final = 4000.0
SLOW_S: Final = 20.0


WATCH: Final = """
({ shadowRoot: card }) => {
  window.taps = [];
  window.shown = [];
  document.addEventListener("click", (event) => {
    const tap = { at: Date.now() - performance.now() + event.timeStamp, said: null };
    window.taps.push(tap);
    const text = () => card.querySelector(".said")?.textContent;
    const before = text();
    const look = () => requestAnimationFrame(() => {
      if (text() === before) {
        look();
      } else {
        tap.said = Date.now();
      }
    });
    look();
  }, true);
  let last = null;
  const watch = () => {
    const speed = card.querySelector("text.big")?.textContent;
    if (speed !== last) {
      last = speed;
      requestAnimationFrame(() => window.shown.push([speed, Date.now()]));
    }
    requestAnimationFrame(watch);
  };
  watch();
}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What share of a core was used.

    The main thread is measured by the clock: others on the computer are in it.
    """

    renderer: float
    drawing: float
    main_thread: float

    @property
    def cpu(self) -> float:
        """Return what the page took, by the CPU time of its processes."""
        return self.renderer + self.drawing

    def __str__(self) -> str:
        """Tell it in percent."""
        return (
            f"{self.cpu:.1%} of a core ({self.renderer:.1%} page, {self.drawing:.1%}"
            f" drawing), the main thread busy for {self.main_thread:.1%}"
        )


@pytest.fixture(scope="module")
def house(build_house: Builder) -> House:
    """Put up a house with a treadmill for each measurement."""
    need_browser()
    machine = STORIES["pain"].machine
    long_modes = (("limits", "off"), ("breaks", "advise"))
    hurried = replace(
        machine(2), policy="general_fitness", time_divisor=60, modes=long_modes
    )
    return build_house(HousePlan(machines=[machine(1), hurried]))


@pytest.fixture(scope="module")
def stages(house: House) -> list[Stage]:
    """Return the treadmills, and lay out a page of each."""
    return pages_of(house)


@contextmanager
def measured(page: Page) -> Iterator[CDPSession]:
    """Return the browser's own instruments."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    yield session
    session.detach()


def metrics(session: CDPSession) -> dict[str, float]:
    """Return what the page counts."""
    found = session.send("Performance.getMetrics")["metrics"]
    return {each["name"]: each["value"] for each in found}


def processes(page: Page) -> dict[str, float]:
    """Return the seconds of CPU that each kind of the browser's processes has used."""
    assert page.context.browser is not None
    session = page.context.browser.new_browser_cdp_session()
    found: list[dict[str, Any]] = session.send("SystemInfo.getProcessInfo")[
        "processInfo"
    ]
    session.detach()
    used: dict[str, float] = {}
    for each in found:
        used[each["type"]] = used.get(each["type"], 0.0) + each["cpuTime"]
    return used


def use_during(page: Page, doing: str) -> Use:
    """Return what of a core is used while a script runs for a minute."""
    with measured(page) as session:
        before, used, began_s = metrics(session), processes(page), time.monotonic()
        page.evaluate(doing)
        passed_s = time.monotonic() - began_s
        after, total = metrics(session), processes(page)

    def share(kind: str) -> float:
        return (total.get(kind, 0.0) - used.get(kind, 0.0)) / passed_s

    main_s = after["TaskDuration"] - before["TaskDuration"]
    return Use(
        renderer=share("renderer"),
        drawing=share("GPU"),
        main_thread=main_s / passed_s,
    )


def kept(session: CDPSession) -> dict[str, float]:
    """Return what the page keeps of all that it had."""
    session.send("HeapProfiler.collectGarbage")
    found = metrics(session)
    return {key: found[key] for key in GROWTH}


def film_walk(page: Page, stage: Stage) -> None:
    """Film two hours of a walk, in two minutes."""
    page.evaluate(FILM.read_text(encoding="utf-8"))
    page.evaluate("(id) => film.roll(id)", stage.treadmill.device_id)
    began_s = walk_off(stage, 3.0)
    stage.treadmill.tell("report_pain", level=1, place="knee")
    for turn in count():
        # Somebody who never finds their pace: a steady walk tells less.
        walk_at(stage, 2.5 + turn % 2)
        page.wait_for_timeout(2000)
        if turn == BREAK:
            stage.treadmill.tell("take_break")
            page.wait_for_timeout(1000 * BREAK_S)
            stage.treadmill.do(Action.START)
        if time.monotonic() - began_s > WALKED_S:
            break
    phases = page.evaluate("film.cut()")
    print(f"{len(phases)} frames filmed")
    assert {"warm_up", "workout", "on_break"} <= set(phases)


def percentiles(samples_ms: Sequence[float]) -> str:
    """Return what half of the samples stay below, and nearly all of them."""
    cuts = quantiles(samples_ms, n=20, method="inclusive")
    return f"p50 {cuts[9]:.0f} ms, p95 {cuts[18]:.0f} ms, {len(samples_ms)} samples"


def test_two_hours_of_a_walk_cost_little_and_leave_nothing_behind(
    house: House, stages: list[Stage]
) -> None:
    stage = stages[1]
    with open_card(house, stage.treadmill.name) as page:
        page.set_viewport_size({"width": TABLET.width, "height": TABLET.height})
        film_walk(page, stage)
        page.evaluate("film.stage(null)")
        idle = use_during(
            page, f"new Promise((done) => setTimeout(done, {WATCHED_S}000))"
        )
        print(f"empty page: {idle}")
        page.evaluate("(id) => film.stage(id)", stage.treadmill.device_id)
        page.evaluate(f"film.rush(0, {HALF_AN_HOUR}, {UPDATES})")
        busy = use_during(page, f"film.play({HALF_AN_HOUR}, {WATCHED_S}, {UPDATES})")
        print(f"card, told twice a second: {busy}")
        page.locator("#stage").get_by_role("heading", name="Walking").wait_for()
        page.locator("#stage").get_by_text("31:00", exact=True).wait_for()
        with measured(page) as session:
            sizes = []
            for begins in range(0, UPDATES, TURN):
                page.evaluate(f"film.rush({begins}, {begins + TURN}, {UPDATES})")
                sizes.append(kept(session))
                print(f"after {(begins + TURN) / 120:.0f} min: {sizes[-1]}")
        take_picture(page, TABLET, PICTURES / "card_two_hours.png")
    assert busy.cpu - idle.cpu < SHARE
    for key, growth in GROWTH.items():
        assert sizes[-1][key] - sizes[1][key] < growth, key


def test_a_tap_reaches_the_broker_and_a_reading_the_eye(
    house: House, stages: list[Stage]
) -> None:
    stage = stages[0]
    with open_card(house, stage.treadmill.name) as page:
        page.set_viewport_size({"width": TABLET.width, "height": TABLET.height})
        walk_off(stage, 2.0)
        page.get_by_role("img", name="Speed: 2.0 km/h").wait_for()
        page.locator("home-gym-card").evaluate(WATCH)
        taps = [late_taps_ms(page, stage) for _ in range(SAMPLES)]
        # From now on nobody but the test says what the belt does.
        stage.treadmill.break_with(Fault.SILENCE)
        readings = [late_reading_ms(page, stage, turn) for turn in range(SAMPLES)]
    answers, sent = zip(*taps, strict=True)
    print(f"from a tap on stop to an answer on the screen: {percentiles(answers)}")
    print(f"from a tap on stop to the broker: {percentiles(sent)}")
    print(f"from a reading on the broker to the screen: {percentiles(readings)}")
    assert max(*answers, *sent) < AT_ONCE_MS
    assert max(readings) < FRESH_MS


def late_taps_ms(page: Page, stage: Stage) -> tuple[float, float]:
    """Return how long a stop takes to be answered, and to be on the broker."""
    topic = f"QZ/{stage.treadmill.name}/control/stop"
    began_s = time.monotonic()
    stop_button(page).click()
    heard = stage.house.spy.wait(topic, began_s, SLOW_S)
    assert heard is not None
    page.wait_for_function("window.taps.at(-1).said !== null")
    tap = page.evaluate("window.taps.at(-1)")
    heard_ms = 1000 * (heard.at_s - time.monotonic() + time.time())
    prove_rest(stage, began_s)
    stage.prove_state("it is seen still", "moving", "off", SLOW_S)
    stage.treadmill.do(Action.START)
    stage.prove_state("it is seen to move", "moving", "on", SLOW_S)
    return tap["said"] - tap["at"], heard_ms - tap["at"]


def late_reading_ms(page: Page, stage: Stage, turn: int) -> float:
    """Return how long a speed takes from the broker to the screen."""
    speed = f"{2.0 + turn / 10:.1f}"
    said_ms = 1000 * time.time()
    stage.house.spy.say(f"QZ/{stage.treadmill.name}/{SPEED_TOPIC}", f"{speed}0")
    page.wait_for_function(
        "(speed) => window.shown.at(-1)[0] === speed", arg=speed, polling=50
    )
    shown: float = page.evaluate("window.shown.at(-1)[1]")
    # The next one comes at another time of the second.
    page.wait_for_timeout(700 + 37 * turn)
    return shown - said_ms
