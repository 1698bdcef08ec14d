"""Talk to Home Gym on any Home Assistant: status, pain, stop, why."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from datetime import datetime
import json
import os
import sys
from typing import Any, Final

from homeassistant_api import Client
from homeassistant_api.errors import HomeassistantAPIError, RequestError

from .house.door_key import find_key
from .house.network import LOOPBACK

DOMAIN: Final = "home_gym"
URL_VARIABLE: Final = "HASS_SERVER"
TOKEN_VARIABLE: Final = "HASS_TOKEN"  # noqa: S105  # It names one.
DEFAULT_URL: Final = f"http://{LOOPBACK}:8123"
TIMEOUT_S: Final = 10.0
REFUSED: Final = 1
UNREACHABLE: Final = 2
NOTHING_TO_SAY: Final = frozenset({"unknown", "unavailable", "none"})
# One question tells all machines: their devices, and what their entities show.
MACHINES: Final = """
{%- set seen = namespace(entities=[]) -%}
{%- for entity in integration_entities('home_gym') -%}
  {%- set seen.entities = seen.entities + [{
    'machine': device_name(entity), 'device_id': device_id(entity),
    'entity_id': entity, 'name': state_attr(entity, 'friendly_name'),
    'state': states(entity), 'shown': states(entity, with_unit=True)}] -%}
{%- endfor -%}
{{ seen.entities | to_json }}
"""


def add_parser(subparsers: Any) -> None:
    """Add the four commands."""
    summaries = {
        "status": "show what every treadmill does",
        "pain": "report pain: the treadmill stops where it has to",
        "stop": "stop the treadmill",
        "why": "ask why things are as they are",
    }
    for command, summary in summaries.items():
        parser: ArgumentParser = subparsers.add_parser(
            command,
            help=summary,
            description=__doc__,
            epilog=f"Address and token can also come from {URL_VARIABLE} and"
            f" {TOKEN_VARIABLE}; a token is made on your profile's security page."
            " Without any of them, the demo that runs from this folder is meant.",
        )
        url = os.environ.get(URL_VARIABLE)
        parser.add_argument("--url", default=url, help=f"default: {url or DEFAULT_URL}")
        parser.add_argument("--token", default=os.environ.get(TOKEN_VARIABLE))
        parser.add_argument("--machine", metavar="NAME", help="one of several")
        _add_more(parser, command)


def _add_more(parser: ArgumentParser, command: str) -> None:
    if command == "pain":
        levels = range(11)
        parser.add_argument(
            "level", type=int, nargs="?", choices=levels, metavar="0-10"
        )
        parser.add_argument("--symptom", help="such as chest_pain or cramp")
        parser.add_argument("--place", help="such as lower_back or knee")
    elif command == "why":
        parser.add_argument("--json", action="store_true", help="all of it, as JSON")


def run(arguments: Namespace) -> int:
    """Carry one command out."""
    if (access := _access(arguments)) is None:
        print(
            f"a token is needed (--token or {TOKEN_VARIABLE}), or a running demo",
            file=sys.stderr,
        )
        return UNREACHABLE
    url, token = access
    try:
        with Client(
            f"{url.rstrip('/')}/api",
            token,
            global_request_kwargs={"timeout": TIMEOUT_S},
        ) as client:
            _COMMANDS[arguments.command](client, arguments)
    except BrokenPipeError:
        # Whoever read the answer has seen enough; nor is anything left to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except RequestError as error:
        print(f"refused: {error}", file=sys.stderr)
        return REFUSED
    except LookupError as error:
        print(error.args[0], file=sys.stderr)
        return REFUSED
    except (HomeassistantAPIError, OSError) as error:
        print(f"no way to {url}: {error}", file=sys.stderr)
        return UNREACHABLE
    return 0


def _access(arguments: Namespace) -> tuple[str, str] | None:
    """Return an address and a token: those named, or those of a running demo."""
    if arguments.token:
        return arguments.url or DEFAULT_URL, arguments.token
    return None if arguments.url else find_key()


def _status(client: Client, arguments: Namespace) -> None:
    machines = _machines(client)
    chosen = _chosen(machines, arguments.machine) if arguments.machine else None
    for name in sorted(machines):
        if chosen in (None, name):
            print(name)
            for line in _lines(name, machines[name]):
                print(f"  {line}")


def _pain(client: Client, arguments: Namespace) -> None:
    report = {
        key: value
        for key in ("level", "symptom", "place")
        if (value := getattr(arguments, key)) is not None
    }
    data = {**report, **_target(client, arguments)}
    client.trigger_service(DOMAIN, "report_pain", **data)
    print("Reported.")


def _stop(client: Client, arguments: Namespace) -> None:
    client.trigger_service(DOMAIN, "stop", **_target(client, arguments))
    print("Stop sent.")


def _why(client: Client, arguments: Namespace) -> None:
    target = _target(client, arguments)
    _, told = client.trigger_service_with_response(DOMAIN, "explain", **target)
    if arguments.json:
        print(json.dumps(told, indent=2))
    else:
        print("\n".join(_explanation(told)))


_COMMANDS: Final[dict[str, Callable[[Client, Namespace], None]]] = {
    "status": _status,
    "pain": _pain,
    "stop": _stop,
    "why": _why,
}


def _machines(client: Client) -> dict[str, list[dict[str, Any]]]:
    """Return what the entities of each machine show, by the machine's name."""
    machines: dict[str, list[dict[str, Any]]] = {}
    for entity in json.loads(client.get_rendered_template(MACHINES)):
        machines.setdefault(str(entity["machine"]), []).append(entity)
    if not machines:
        raise LookupError("there is no Home Gym with a treadmill")
    return machines


def _chosen(machines: dict[str, list[dict[str, Any]]], name: str) -> str:
    found = [each for each in machines if each.casefold() == name.casefold()]
    if not found:
        raise LookupError(f"no treadmill {name}, but: {', '.join(sorted(machines))}")
    return found[0]


def _target(client: Client, arguments: Namespace) -> dict[str, str]:
    """Return whom a command is for; without a name Home Gym finds out itself."""
    if not arguments.machine:
        return {}
    machines = _machines(client)
    entities = machines[_chosen(machines, arguments.machine)]
    return {"device_id": entities[0]["device_id"]}


def _lines(machine: str, entities: list[dict[str, Any]]) -> Iterator[str]:
    for entity in sorted(entities, key=lambda each: str(each["name"])):
        domain = str(entity["entity_id"]).partition(".")[0]
        if domain in {"button", "event"} or entity["state"] in NOTHING_TO_SAY:
            continue
        name = str(entity["name"]).removeprefix(machine).strip()
        yield f"{name}: {_clock(entity['shown'])}"


def _explanation(told: dict[str, Any]) -> Iterator[str]:
    belt = told["belt"]
    reason = f" ({told['reason']})" if told["reason"] else ""
    yield f"Phase: {told['phase']}{reason}"
    seen = "" if belt["age_s"] is None else f", seen {belt['age_s']:g} s ago"
    yield f"Belt: {belt['is']}, by {belt['proof']}{seen}"
    if told["cap"]:
        yield f"Allowed: {told['cap']['speed_kmh']:g} km/h ({told['cap']['source']})"
    for lock in told["locks"]:
        yield f"Locked: {lock['reason']}, until {_at(lock['ends'])}"
    for name, rule in told["rules"].items():
        yield f"Rule {name}: {_rule(rule)}"
    for decision in told["decisions"]:
        effects = ", ".join(_effect(each) for each in decision["effects"])
        yield f"{_at(decision['at'])}  after {decision['after']}: {effects}"


def _rule(rule: dict[str, Any]) -> str:
    """Return a rule's mode, and where it stands."""
    mode = rule["mode"]
    if mode != rule["chosen"]:
        mode = f"{mode} (chosen: {rule['chosen']})"
    known = {"mode", "chosen", "possible", "suspended"}
    stands = [f"{key} {rule[key]}" for key in rule.keys() - known]
    return ", ".join([mode, *sorted(stands)])


def _effect(effect: dict[str, Any]) -> str:
    told = effect.get("key") or effect.get("event") or effect.get("refusal")
    return f"{effect['effect']} {told}" if told else str(effect["effect"])


def _at(unix_s: float) -> str:
    return f"{datetime.fromtimestamp(unix_s).astimezone():%Y-%m-%d %H:%M:%S}"


def _clock(shown: Any) -> str:
    """Return a shown value; a time of day in the time zone of this place."""
    try:
        return f"{datetime.fromisoformat(str(shown)).astimezone():%Y-%m-%d %H:%M:%S}"
    except ValueError:
        return str(shown)
