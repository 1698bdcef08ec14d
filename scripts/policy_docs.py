#!/usr/bin/env python3
"""Write docs/policies.md from the presets and the table of fields.

Without an argument the page is written; with `--check` the exit code tells whether it
is up to date. A test does the same.
"""

from collections.abc import Iterator
from pathlib import Path
import sys
from typing import Any, Final

import yaml

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "policies.md"

sys.path.insert(0, str(ROOT))

from custom_components.home_gym.engine.policy_constraints import (  # noqa: E402
    CONSTRAINTS,
)
from custom_components.home_gym.engine.policy_fields import (  # noqa: E402
    SECTIONS,
    PolicyField,
    PolicySection,
)
from custom_components.home_gym.policy.files import (  # noqa: E402
    PRESETS_FOLDER,
    Preset,
)
from scripts.policy_mistakes import mistakes  # noqa: E402

type Written = dict[Preset, dict[str, dict[str, Any]]]

INTRODUCTION: Final = """\
# Policies

A policy holds all the numbers and modes for one person on one machine. Four come with
Home Gym; a file of your own can change any of them.

**This is not medical advice, and no clinician has reviewed the numbers.** They are
careful defaults for healthy adults, put together from public sources. If you have a
condition, take medicines or are unsure, ask somebody who knows you. The safety key and
the red button of the machine come first; the machine's own limits always win.

| preset | for whom |
| --- | --- |
| `gentle_back` | a back that complains now and then: short walks, many small breaks |
| `desk_walker` | slow walking at a raised desk |
| `general_fitness` | brisk walking, up to an hour |
| `runner` | a brisk walk to begin with, then running |

## Modes

Every rule has a `mode`: how far it may go.

| mode | what it does |
| --- | --- |
| `off` | nothing; what happens is still counted and shown |
| `advise` | says it, and leaves the belt alone |
| `enforce` | says it; then slows the belt, ends the walk or locks the machine |

What a rule really does is the lesser of its mode and of what the machine can do: on a
treadmill that cannot be slowed down, an enforced warm-up only speaks, and the card says
so. No mode and no number can make Home Gym start a belt or speed it up.

Two modes are fixed. `pain` is always `enforce`: your own stop, a warning sign and a
pain report work whatever the policy says. `signal` is always `advise`: a treadmill that
cannot be seen can only be talked about.

## A policy of your own

Put a file into the folder `home_gym/policies` of your Home Assistant configuration, and
name it with small letters, digits and `_`: `after_work.yaml`. It stands in the list of
policies then, beside those that come with Home Gym. It says only what differs from the
policy that it extends, which may be another file beside it:

```yaml
# yaml-language-server: $schema=../../custom_components/home_gym/policy.schema.json
name: After work
extends: gentle_back
speed:
  max_speed_kmh: 4.2
limits:
  session_min: 30
breaks:
  every_min: 15
  mode: advise
```

The first line is for your editor: many editors then offer the keys, explain them and
mark what is not allowed. `name` is what the dialogs call the policy; without it they
take the file's name. Without `extends` every key has to be there. No file can take the
place of a policy that comes with Home Gym.

After a change, go to Settings, Tools, YAML, and reload Home Gym, or use the action
`home_gym.reload` as an administrator. A walk in progress goes on with the new numbers.
Files are also read when Home Assistant starts and when something about the gym is
changed in a dialog; in between nobody looks at them.

## Single numbers for one machine or one person

The settings of a machine, and those of a person, have *Numbers*: what you fill in there
holds instead of the policy's number, and an emptied field takes the policy's number
again. *What holds now* shows every number in force, and where it comes from; the action
`home_gym.explain` and the diagnostics tell the same. A later one in this list wins:

1. the policy that comes with Home Gym,
2. the files that extend it,
3. the numbers that were set for the person; for a guest, those of the machine,
4. the modes that were set for the machine, for everybody,
5. what the person has walked and felt, which can only lower a number
   ([progress](progress.md)),
6. the limits of the machine itself: its highest speed, and what it can do.

People bring their own policy and their own numbers along, to every machine. **A
machine's policy and numbers are not theirs**: they are the household's default, for
guests. So a number that is to hold for everybody belongs into a policy file that all
of them extend, and what a treadmill cannot or must not do belongs to its safety
choices: its highest speed always wins.

A guest walks by the strictest of all policies, number by number, and so do two who
share a walk. Such a mixture allows no more than any of its parts. It may leave too
little time for a workout between the longer warm-up and the longer cool-down: then the
whole walk is a slow one. A longer notice before a break gives way where there is no
room for it.

## When something is wrong

Whatever is unknown, missing or not allowed in a file is reported as a repair: with the
file, the line, the key, what is written there and what is allowed, all of it at once. A
machine never gets looser by that. It goes on with the numbers that it had, over a
restart too, until the file is right again. The same holds if the file is gone, or if
the numbers that were set for the machine no longer go together with the file. Only if
nothing is known of what it had, such as after a backup was restored without it, the
numbers of `gentle_back` hold as they are, and a repair says so.

Each of these mistakes was made, and this is what was said:

MISTAKES

## How far to trust a number

| grade | the default and its range rest on |
| --- | --- |
| A | an authority's own page, a guideline or a study |
| A+J | such a source for the direction; the number is our own judgement |
| B | such a source, but seen only at second hand |
| C | an expert's word, a maker's manual or a clinic's page |
| J | our own judgement; no source sets this number |

The sources were read as excerpts in a search, some of them old copies: open the link
before you rely on it. Minutes count while the belt moves; warm-up and cool-down are
included.

## All keys

`0, 2-15` means 0 or anything from 2 to 15; `0-5 x (1-30)` means a list of at most five
numbers, each from 1 to 30.
"""

CONSTRAINT_INTRODUCTION: Final = """\
## What the values have to be to each other

"""

SECTION_TEXTS: Final = {
    "warm_up": "Holds the speed down until the body is warm.",
    "speed": (
        "Keeps under a ceiling and notices sudden jumps. Slowing down yourself is "
        "never judged; `down_kmh_per_s` is for the slowing down that we ask for."
    ),
    "breaks": (
        "Asks for a break, more firmly with time. A break counts on a still belt, and "
        "on one not faster than `max_speed_kmh` where that is above 0. The three "
        "times at the end are moving minutes since the break was due: a reminder, "
        "then slower, then a gentle end."
    ),
    "limits": (
        "Ends a session, a day or a week that gets too long: with notices, a cool-down "
        "and a ramp. `progression_percent` is how much longer than the longest session "
        "of the last 30 days the next one may be. Where `week_hard` is false the week "
        "is only said. Where `distance_km` is a number, a session also ends after that "
        "way, as far as the treadmill tells its speed."
    ),
    "cool_down": "Lets the last minutes be slow ones.",
    "pain": (
        "Says what a number from 0 to 10, or its rise since the start, leads to: a "
        "word of caution, a quick ramp to a stop, an instant stop. The lock keeps only "
        "the belt at rest."
    ),
    "signal": "Says so when the treadmill falls silent while it moves.",
    "presence": "Ends a walk that nobody is on, where something feels the walker.",
    "idle_lock": "Locks a machine that nobody has used for a while.",
    "growth": (
        "How a person's own limits grow with what they have walked: the smallest step "
        "of the progression (in km where it is given), a beginner's first days, and "
        "from when on a week's growth is mentioned."
    ),
    "graded_return": (
        "The way back after a pain stop: shares of the time and speed before it, one "
        "step a session. Time and speed never rise together. A walk counts as finished "
        "from `finished_percent` of its allowed time on."
    ),
    "goal": "What is worth reaching. Shown, asked or said, never enforced.",
}

MAYO: Final = (
    "[Mayo Clinic](https://www.mayoclinic.org/healthy-lifestyle/fitness/in-depth/"
    "exercise/art-20045517)"
)
MAYO_WALKING: Final = (
    "[Mayo Clinic, NHLBI](https://www.mayoclinic.org/healthy-lifestyle/fitness/"
    "in-depth/walking/art-20050972)"
)
COUCH_TO_5K: Final = (
    "[NHS](https://www.nhs.uk/better-health/get-active/get-running-with-couch-to-5k/"
    "couch-to-5k-running-plan)"
)
PHYSIOTHERAPISTS: Final = (
    "[Canadian Physiotherapy Association](https://physiotherapy.ca/divisions/"
    "pain-science/numeric-rating-scale-nrs-11/)"
)
TRAFFIC_LIGHT: Final = (
    "[Provide](https://providephysiotherapy.org.uk/pain-traffic-light/)"
)
AUTO_STOP: Final = (
    "[a maker's manual](https://azmanual.top/manuals/182936/precor-p80.html?page=23)"
)
WHO: Final = "[WHO 2020](https://pmc.ncbi.nlm.nih.gov/articles/PMC7719906)"
PACING: Final = "[pacing](https://i-engage.community/topic/how-do-i-pace/)"
DESK_BEGINNERS: Final = (
    "[desk walking](https://treadmilldeskresource.com/how-long-to-walk/)"
)
RETURN_TO_RUNNING: Final = (
    "[return to running](https://runcalcs.com/articles/"
    "return-to-running-after-injury.html)"
)

SOURCES: Final = {
    "warm_up.length_min": f"{MAYO}, {MAYO_WALKING}, {COUCH_TO_5K}",
    "warm_up.max_speed_kmh": f"below brisk: {MAYO_WALKING}",
    "speed.start_max_speed_kmh": (
        "[a maker's manual](https://www.manualshelf.com/manual/precor/trm-223/"
        "owner-s-manual-english/page-30.html)"
    ),
    "speed.up_kmh_per_s": (
        "far below [what makes people trip](https://bmcgeriatr.biomedcentral.com/"
        "articles/10.1186/s12877-020-01944-7/tables/6)"
    ),
    "speed.down_kmh_per_s": (
        "[a medical treadmill](https://manualshive.com/ru/manual/h-p-cosmos/"
        "190-65-3p/574510?page=50)"
    ),
    "breaks.every_min": (
        "[pacing](https://www.cuh.nhs.uk/patient-information/pacing-activities/), "
        "[desk walking](http://kunc.org/post/can-you-move-it-and-work-it-treadmill-desk)"
    ),
    "breaks.length_min": (
        "[desk walking](http://kunc.org/post/can-you-move-it-and-work-it-treadmill-desk)"
    ),
    "limits.session_min": MAYO_WALKING,
    "limits.day_min": (
        "[statement on desk work](https://bjsm.bmj.com/content/49/21/1357)"
    ),
    "limits.week_min": f"an aim, not a danger: {WHO}",
    "limits.first_session_min": f"{COUCH_TO_5K}, {DESK_BEGINNERS}",
    "limits.progression_percent": (
        "[Frandsen 2025](https://bjsm.bmj.com/content/59/17/1203), of runners"
    ),
    "presence.grace_s": AUTO_STOP,
    "presence.absent_s": AUTO_STOP,
    "presence.countdown_s": AUTO_STOP,
    "cool_down.length_min": (
        "[Cardiac College](https://healtheuniversity.ca/EN/CardiacCollege/Active/"
        "Aerobic_Exercise/Pages/cool-down.aspx), "
        "[Ottawa Heart](https://ottawaheart.ca/"
        "cardiac-rehabilitation-physical-activity-guide/warm-and-cool-down)"
    ),
    "pain.caution": TRAFFIC_LIGHT,
    "pain.stop": (
        f"{TRAFFIC_LIGHT}, "
        "[pain monitoring](https://bim.physio/the-pain-monitoring-model/)"
    ),
    "pain.emergency": f"severe: {PHYSIOTHERAPISTS}",
    "pain.rise_caution": PHYSIOTHERAPISTS,
    "pain.rise_stop": f"beyond {PHYSIOTHERAPISTS}",
    "pain.lock_after_stop_h": RETURN_TO_RUNNING,
    "graded_return.time_factors": PACING,
    "graded_return.speed_factors": PACING,
    "growth.smallest_step_min": MAYO_WALKING,
    "growth.beginner_bout_min": DESK_BEGINNERS,
    "growth.beginner_day_min": DESK_BEGINNERS,
    "growth.week_notice_percent": (
        "[Nielsen 2014](https://www.theactivetimes.com/testing-runnings-10-rule), "
        "of runners"
    ),
    "goal.week_min": WHO,
    "goal.moderate_from_kmh": f"brisk: {MAYO_WALKING}",
    "goal.vigorous_from_kmh": (
        "[MET table](http://www.hsph.harvard.edu/nutritionsource/mets-activity-table/)"
    ),
    "goal.check_in_after_h": TRAFFIC_LIGHT,
}


def page() -> str:
    """Return the whole page."""
    written: Written = {
        preset: yaml.safe_load(
            (PRESETS_FOLDER / f"{preset}.yaml").read_text(encoding="utf-8")
        )
        for preset in Preset
    }
    tables = "\n".join(_section(section, written) for section in SECTIONS)
    formulas = "\n".join(f"- `{each.formula}`" for each in CONSTRAINTS)
    introduction = INTRODUCTION.replace("MISTAKES\n", mistakes())
    return f"{introduction}\n{tables}\n{CONSTRAINT_INTRODUCTION}{formulas}\n"


def _section(section: PolicySection, written: Written) -> str:
    """Return one section as a heading, a sentence and a table."""
    rows = "\n".join(_rows(section, written))
    return f"### {section.name}\n\n{SECTION_TEXTS[section.name]}\n\n{rows}\n"


def _rows(section: PolicySection, written: Written) -> Iterator[str]:
    """Yield the lines of a section's table."""
    header = ("key", "unit", *Preset, "allowed", "grade", "source")
    yield _row(*header)
    yield _row(*("---" for _ in header))
    for field in section.fields:
        values = (_sign(written[each][section.name][field.key]) for each in Preset)
        source = SOURCES.get(section.path(field), "")
        yield _row(f"`{field.key}`", field.unit, *values, *_trust(field), source)


def _trust(field: PolicyField) -> tuple[str, str]:
    """Return what is allowed and how far to trust it."""
    is_choice = not field.unit and field.high == 0
    return field.allowed, "" if is_choice else field.grade.value


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _sign(value: Any) -> str:
    """Return a value as it is written in YAML."""
    if isinstance(value, list):
        return ", ".join(f"{each:g}" for each in value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return value if isinstance(value, str) else f"{value:g}"


def main() -> int:
    """Write the page, or check it."""
    text = page()
    if "--check" in sys.argv[1:]:
        return int(not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text)
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
