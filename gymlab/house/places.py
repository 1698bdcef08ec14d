"""Say where things are in this repository."""

from pathlib import Path
from typing import Final

REPOSITORY: Final = Path(__file__).resolve().parents[2]
CONFIGURATION: Final = REPOSITORY / "config"
COMPONENTS: Final = REPOSITORY / "custom_components"
LOCAL: Final = REPOSITORY / ".local"
RUNS: Final = LOCAL / "runs"
# A plug that its owner has described, as docs/profiles.md says how.
OWN_PLUG_FILE: Final = REPOSITORY / "gymlab" / "house" / "my_plug.yaml"
