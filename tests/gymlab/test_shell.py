"""The shell gives machines a clock and a broker, and comes back after losses."""

from collections.abc import Iterator
from dataclasses import replace
import json
from pathlib import Path
from random import Random
import signal
import subprocess
import sys
import threading

import pytest

from gymlab.simulator.connection import Broker, Protocol
from gymlab.simulator.deeds import Action, Deed, DeedError
from gymlab.simulator.fleet import build_fleet
from gymlab.simulator.ledger import Ledger
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.records import Cause, Entry, Fact, Speaker
from gymlab.simulator.shell import Shell, ShellSettings
from gymlab.simulator.stories import STORIES

from .conftest import PATIENCE_S, Ear, MosquittoBroker

SPEED = "QZ/default/workout/speed/current"
STATUS = "QZ/default/status"
LWT = "tele/gymplug/LWT"


def address(broker: MosquittoBroker) -> Broker:
    return Broker(port=broker.port, reconnect_from_s=0.05, reconnect_to_s=0.2)


@pytest.fixture
def shell(broker: MosquittoBroker) -> Iterator[Shell]:
    """Return a running shell with one machine, ten times as fast as life."""
    settings = ShellSettings(broker=address(broker), time_scale=10.0)
    with Shell(build_fleet(1), settings) as shell:
        assert shell.wait_connected(PATIENCE_S)
        yield shell


def test_devices_speak_on_the_broker(ear: Ear, shell: Shell) -> None:
    ear.wait(STATUS, "online".__eq__)
    shell.do("treadmill", Deed(action=Action.START, speed_kmh=4.0))
    ear.wait(SPEED, "4.00".__eq__)


@pytest.mark.parametrize("protocol", Protocol)
def test_what_is_retained_awaits_a_late_listener(
    broker: MosquittoBroker, ear: Ear, protocol: Protocol
) -> None:
    to_broker = replace(address(broker), protocol=protocol)
    greetings = {STATUS: "online", LWT: "Online"}
    with Shell(build_fleet(1), ShellSettings(broker=to_broker)):
        for topic, word in greetings.items():
            # What one has heard is with the broker before another comes.
            assert not ear.wait(topic, word.__eq__).retain
        with Ear(broker.port, "#") as late:
            for topic, word in greetings.items():
                assert late.wait(topic, word.__eq__).retain


def test_commands_reach_the_belt_and_the_ledger_knows(ear: Ear, shell: Shell) -> None:
    shell.do("treadmill", Deed(action=Action.START, speed_kmh=4.0))
    ear.wait(SPEED, "4.00".__eq__)
    ear.say("QZ/default/control/stop")
    ear.wait(SPEED, "0.00".__eq__)
    assert shell.wait_until("treadmill", _still, PATIENCE_S)
    ledger = shell.snapshot("treadmill")
    (stop,) = ledger.entries_of(Fact.STOP, cause=Cause.REMOTE)
    command = ledger.command_of(stop)
    assert command is not None
    assert command.arrived_s is not None
    assert command.sent_s <= command.arrived_s <= stop.at_s


def _still(ledger: Ledger) -> bool:
    return ledger.entries[-1].fact is Fact.STILL


def test_a_plug_answers(ear: Ear, shell: Shell) -> None:
    ear.say("cmnd/gymplug/PulseTime1", "7300")
    ear.wait(
        "stat/gymplug/RESULT", '{"PulseTime1":{"Set":7300,"Remaining":7300}}'.__eq__
    )
    ear.say("cmnd/gymplug/POWER", "OFF")
    ear.wait("stat/gymplug/POWER", "OFF".__eq__)


def test_another_process_steers_and_reads_the_ledger(ear: Ear, shell: Shell) -> None:
    ear.wait("gymlab/status", "online".__eq__)
    start = {"id": 7, "action": "start", "speed_kmh": 3}
    ear.say("gymlab/treadmill/do", json.dumps(start))
    answer = json.loads(ear.wait("gymlab/treadmill/did").payload)
    assert (answer["id"], answer["error"]) == (7, None)
    ear.wait(SPEED, "3.00".__eq__)
    ear.say("gymlab/treadmill/ledger/get", '{"id": "now"}')
    answer = json.loads(ear.wait("gymlab/treadmill/ledger").payload)
    assert (answer["id"], answer["machine"], answer["time_scale"]) == (
        "now",
        "treadmill",
        10.0,
    )
    ledger = Ledger.from_dict(answer["ledger"])
    assert len(ledger.starts_by(Cause.PERSON)) == 1
    assert ledger.moving_seconds() > 0


@pytest.mark.parametrize(
    ("payload", "error"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ("{}", "exactly one"),
        ('{"action": "fly"}', "fly"),
        ('{"story": "unheard_of"}', "unknown story"),
        ('{"story": [1]}', "not a story"),
    ],
)
def test_a_bad_request_is_answered_with_its_error(
    ear: Ear, shell: Shell, payload: str, error: str
) -> None:
    ear.say("gymlab/treadmill/do", payload)
    answer = json.loads(ear.wait("gymlab/treadmill/did").payload)
    assert error in answer["error"]


def test_a_story_can_be_started_from_outside(ear: Ear, shell: Shell) -> None:
    ear.say("gymlab/nobody/do", '{"action": "start"}')
    ear.say("gymlab/treadmill/do", '{"story": [{"at_s": 5, "action": "start"}]}')
    ear.wait("gymlab/treadmill/did")
    assert shell.wait_until(
        "treadmill", lambda ledger: ledger.starts_by(Cause.PERSON), PATIENCE_S
    )


def test_a_broken_connection_lets_the_will_speak_and_comes_back(
    ear: Ear, shell: Shell
) -> None:
    shell.do("treadmill", Deed(action=Action.START, speed_kmh=4.0))
    ear.wait(SPEED, "4.00".__eq__)
    shell.drop("treadmill", Speaker.BRIDGE)
    ear.wait(STATUS, "offline".__eq__)
    ear.wait(STATUS, "online".__eq__)
    ear.wait(SPEED, "4.00".__eq__)
    shell.drop("treadmill", Speaker.PLUG)
    ear.wait(LWT, "Offline".__eq__)
    ear.wait(LWT, "Online".__eq__)


def test_everything_comes_back_after_the_broker_does(
    broker: MosquittoBroker, shell: Shell
) -> None:
    shell.do("treadmill", Deed(action=Action.START, speed_kmh=4.0))
    broker.stop()
    assert shell.wait_disconnected(PATIENCE_S)
    broker.start()
    assert shell.wait_connected(PATIENCE_S)
    with Ear(broker.port, "#") as ear:
        # A broker that was killed has kept nothing: this was said anew.
        ear.wait(STATUS, "online".__eq__)
        ear.say("QZ/default/control/stop")
        assert shell.wait_until("treadmill", _still, PATIENCE_S)


def test_a_broker_may_come_later_than_the_simulator(broker: MosquittoBroker) -> None:
    broker.stop()
    with Shell(build_fleet(1), ShellSettings(broker=address(broker))) as shell:
        assert not shell.wait_connected(0.2)
        broker.start()
        assert shell.wait_connected(PATIENCE_S)


def test_a_stopped_simulator_leaves_its_devices_offline(
    broker: MosquittoBroker, ear: Ear
) -> None:
    with Shell(build_fleet(1), ShellSettings(broker=address(broker))) as shell:
        assert shell.wait_connected(PATIENCE_S)
    for topic, word in ((STATUS, "offline"), (LWT, "Offline")):
        ear.wait(topic, word.__eq__)
    ear.wait("gymlab/status", "offline".__eq__)


def test_many_machines_run_side_by_side(broker: MosquittoBroker, ear: Ear) -> None:
    fleet = build_fleet(5, story=STORIES["tireless"])
    settings = ShellSettings(broker=address(broker), time_scale=50.0)
    with Shell(fleet, settings) as shell:
        for name in fleet:
            assert shell.wait_until(
                name, lambda ledger: ledger.starts_by(Cause.PERSON), PATIENCE_S
            )
        ear.wait("QZ/default_5/workout/speed/current", "4.50".__eq__)


def test_facts_go_to_the_listener_and_to_the_file(
    broker: MosquittoBroker, tmp_path: Path, ear: Ear
) -> None:
    path = tmp_path / "ledger.jsonl"
    told: list[tuple[str, Entry]] = []
    settings = ShellSettings(broker=address(broker), time_scale=10.0, ledger_file=path)
    shell = Shell(build_fleet(1), settings, on_entry=lambda *news: told.append(news))
    with shell:
        assert shell.wait_connected(PATIENCE_S)
        shell.do("treadmill", Deed(action=Action.START))
        ear.say("QZ/default/control/stop")
        assert shell.wait_until("treadmill", _still, PATIENCE_S)
    records = [json.loads(line) for line in path.read_text().splitlines()]
    ledger = shell.snapshot("treadmill")
    assert [record["fact"] for record in records] == [e.fact for e in ledger.entries]
    assert [entry for _, entry in told] == list(ledger.entries)
    (arrival,) = [record for record in records if record["fact"] == "arrival"]
    assert arrival["of_command"]["outcome"] == "applied"


def test_an_error_in_a_call_reaches_the_caller_and_time_goes_on(shell: Shell) -> None:
    with pytest.raises(DeedError):
        shell.call("treadmill", lambda machine: machine.perform(Deed()))
    shell.do("treadmill", Deed(action=Action.START))
    assert shell.snapshot("treadmill").starts_by(Cause.PERSON)


def test_a_scale_of_time_is_simulated_seconds_per_second(shell: Shell) -> None:
    shell.do("treadmill", Deed(action=Action.START))
    assert shell.wait_until(
        "treadmill", lambda ledger: ledger.moving_seconds() >= 20, PATIENCE_S
    )


def test_a_machine_can_be_asked_before_its_shell_runs() -> None:
    machine = Machine(MachineSettings(), Random(1))
    shell = Shell({"treadmill": machine})
    assert shell.call("treadmill", lambda machine: machine.now_s) == 0.0
    assert threading.active_count() >= 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_runs_a_story_and_ends_cleanly(
    broker: MosquittoBroker, ear: Ear, tmp_path: Path, number: signal.Signals
) -> None:
    path = tmp_path / "ledger.jsonl"
    words = f"sim --port {broker.port} --time-scale 20 --machines 2 --fault silence"
    process = subprocess.Popen(
        [sys.executable, "-m", "gymlab", *words.split(), "--ledger", str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout
    assert any("treadmill_2  start  by person" in line for line in process.stdout)
    process.send_signal(number)
    output, _ = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0
    assert "treadmill: moved 00:0" in output
    assert "starts and raises by command 0" in output
    assert "start" in path.read_text()
