"""Speech without a loudspeaker or a microphone: an engine, a service, a satellite.

The engine really speaks, and the satellite takes as long as the words last. What it
"hears" is text that a test says near it: nothing here recognises speech.
"""
