"""Make automations and scripts of blueprints, as the settings do, and read traces."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from gymlab.house.house import House
from gymlab.house.waiting import wait_for

KNOWN_S: Final = 20.0
AUTOMATION: Final = "automation"
SCRIPT: Final = "script"
# What an automation or a script shows that can be used.
_USABLE: Final = {AUTOMATION: "on", SCRIPT: "off"}


def make(
    house: House, name: str, inputs: Mapping[str, Any], domain: str = AUTOMATION
) -> str:
    """Make an automation or a script of a blueprint, and return what it is called."""
    use = {"path": f"home_gym/{name}.yaml", "input": dict(inputs)}
    config = {"alias": name, "use_blueprint": use}
    house.api.request(f"config/{domain}/config/{name}", config)
    shown = partial(house.api.state, f"{domain}.{name}")
    wait_for(lambda: shown() == _USABLE[domain], f"{name} can be used", KNOWN_S)
    return name


def errors(house: House, name: str, domain: str = AUTOMATION) -> list[str]:
    """Return what went wrong in the traces, and that there is none."""
    about = {"domain": domain, "item_id": name}
    runs = house.api.send("trace/list", **about)
    if not runs:
        return ["it has never run"]
    traces = [
        house.api.send("trace/get", **about, run_id=each["run_id"]) for each in runs
    ]
    return [
        f"{path}: {step['error']}"
        for trace in traces
        for path, steps in trace["trace"].items()
        for step in steps
        if "error" in step
    ]
