"""The deadlines and counts of the ladder."""

from typing import Final

# Without a fall in speed for so long a person is told to hold the rail (promise 4),
# and a ramp that shows no effect gives way to the machine's own stop.
NO_FALL_S: Final = 3.0
FALL_KMH: Final = 0.15
# A quick end slows down in steps for so long before the machine's own stop: from the
# gentlest preset the belt then rests within the 11 s of evidence.md, behaviour note 2.
QUICK_RAMP_S: Final = 5.0
# A stop without a ramp is announced so long ahead when nothing is urgent.
GENTLE_NOTICE_S: Final = 3.0
REPEAT_STOP_S: Final = 2.0
STOPS: Final = 5
# A speed is told in steps of a hundredth or a tenth: the belt still creeps when the
# first zero is told.
SETTLE_S: Final = 0.3
# Plugs report a switch at once; some firmwares need 5 s (dialects.md, 3).
REPEAT_OFF_S: Final = 5.0
OFFS_BEFORE_ALARM: Final = 3
CUT_COUNTDOWN_S: Final = 10.0
