"""Put up a whole house around a simulated treadmill, and tear it down again.

A broker, the real Home Assistant on a copy of `config/`, and simulated machines, all
on loopback. Nothing here decides anything about walking, and what it proves it takes
from the simulator's ledger, the broker and Home Assistant's states.
"""
