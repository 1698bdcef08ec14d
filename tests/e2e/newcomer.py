"""A newcomer: a broker, Home Assistant with MQTT, a plug, and no Home Gym yet."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
import os
from pathlib import Path
from random import Random
import re
import tempfile
from typing import Final

from playwright.sync_api import Page, expect

from gymlab.house import setup
from gymlab.house.api import Api
from gymlab.house.broker import Broker, best_kind
from gymlab.house.hass import HassProcess
from gymlab.house.onboarding import Login, onboard
from gymlab.house.places import RUNS
from gymlab.house.screenshot import Look
from gymlab.house.spy import Spy
from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.records import Entry, Fact
from gymlab.simulator.shell import Shell, ShellSettings
from gymlab.simulator.voices.plugs import PlugVoiceSettings
from gymlab.simulator.voices.qz_session import QzSettings

NAME: Final = "gym"
CONNECT_TIMEOUT_S: Final = 20.0
# How a step of a dialog may look to whom.
DESK: Final = Look(width=1280, height=900)
PHONE: Final = Look(width=390, height=844)
DARK: Final = Look(width=1280, height=900, dark=True)
DIALOGS: Final = "dialog-add-integration, dialog-data-entry-flow"
HEADING: Final = "dialog-data-entry-flow [slot=headerTitle]"
ONWARD: Final = re.compile("Next|Submit")
# A step may wait for something, on a computer that does other things.
SLOW_MS: Final = 30_000
# Dialogs slide in.
CALM_MS: Final = 600


@dataclass(kw_only=True)
class Home:
    """What a newcomer has."""

    login: Login
    api: Api
    shell: Shell
    spy: Spy
    hass: HassProcess
    machines: tuple[str, ...]

    def switched(self) -> list[Entry]:
        """Return every time that a plug was switched, by whomever."""
        facts = (Fact.RELAY_ON, Fact.RELAY_OFF)
        ledgers = map(self.shell.snapshot, self.machines)
        return [entry for ledger in ledgers for entry in ledger.entries_of(*facts)]

    def do(self, action: Action, speed_kmh: float | None = None) -> None:
        """Let the walker do something."""
        self.shell.do(NAME, Deed(action=action, speed_kmh=speed_kmh))


@contextmanager
def home_with(
    *plugs: PlugVoiceSettings,
    bridge: QzSettings | None = None,
    configuration: str | None = None,
) -> Iterator[Home]:
    """Put up a house with plugs, whose treadmills have no bridge unless it is said."""
    RUNS.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        folder = Path(
            stack.enter_context(
                tempfile.TemporaryDirectory(
                    prefix=f"{os.getpid()}-", dir=RUNS, ignore_cleanup_errors=True
                )
            )
        )
        broker = Broker(best_kind(), folder / "broker")
        stack.callback(broker.stop)
        broker.start()
        spy = stack.enter_context(Spy(broker.address))
        settings = [MachineSettings(bridge=bridge, plug_voice=each) for each in plugs]
        machines = {
            f"{NAME}{number or ''}": Machine(each, Random(number))
            for number, each in enumerate(settings)
        }
        shell = Shell(machines, ShellSettings(broker=broker.address))
        stack.enter_context(shell)
        shell.wait_connected(CONNECT_TIMEOUT_S)
        hass = HassProcess(folder / "hass")
        if configuration is not None:
            file = hass.folder / "configuration.yaml"
            file.write_text(configuration, encoding="utf-8")
        stack.callback(hass.stop)
        hass.start()
        login = onboard(hass.url)
        api = Api(login)
        stack.callback(api.close)
        api.wait_running()
        if configuration is None:
            setup.settle_in(api)
        setup.add_mqtt(api, broker)
        yield Home(
            login=login,
            api=api,
            shell=shell,
            spy=spy,
            hass=hass,
            machines=tuple(machines),
        )


class Newcomer:
    """Somebody with a mouse: clicks, looks, and types no topic."""

    def __init__(self, page: Page, look: Look, pictures: Path) -> None:
        """Sit down in front of the settings."""
        self._page = page
        self._look = look
        self._pictures = pictures
        self.seen: list[str] = []
        page.set_viewport_size({"width": look.width, "height": look.height})
        page.emulate_media(color_scheme="dark" if look.dark else "light")

    def add_integration(self, name: str) -> None:
        """Choose an integration, which is found by its name."""
        # Only then does the button do anything.
        self._page.get_by_text("MQTT", exact=True).first.wait_for()
        self._page.get_by_role("button", name="Add integration").first.click()
        self._page.get_by_placeholder("Search for a brand name").fill(name)
        listed = self._page.locator("dialog-add-integration")
        listed.get_by_text(name, exact=True).click()

    def click(self, words: str) -> None:
        """Click what is called so."""
        self._page.get_by_text(words, exact=True).first.click()

    def chooses(self, words: str, *, exact: bool = True) -> None:
        """Click what is called so in the dialog that is open, or begins so."""
        called = self._page.locator(DIALOGS).get_by_text(words, exact=exact)
        # A description only tells what to choose.
        called.and_(self._page.locator(":not(em)")).click()

    def reads(self, words: str) -> None:
        """Wait until some words are there."""
        self._page.get_by_text(words).first.wait_for()

    def opens(self, path: str, words: str) -> None:
        """Open another page, which shows some words."""
        self._page.goto(path)
        self.reads(words)

    def goes_on(self) -> None:
        """Click the one button that leads on, and wait for what comes then."""
        heading = self._page.locator(HEADING)
        before = heading.inner_text()
        self._page.get_by_role("button", name=ONWARD).click()
        expect(heading).not_to_have_text(before, timeout=SLOW_MS)

    @property
    def reads_heading(self) -> str:
        """Return the heading of the dialog that is open."""
        return str(self._page.locator(HEADING).inner_text())

    def looks(self, name: str) -> None:
        """Look at the page, and keep a picture."""
        self._page.wait_for_timeout(CALM_MS)
        self._pictures.mkdir(parents=True, exist_ok=True)
        self.seen.append(name)
        file = f"{len(self.seen):02}_{name}.png"
        self._page.screenshot(path=self._pictures / file)
