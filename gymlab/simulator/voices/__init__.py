"""Let each family of devices speak its own MQTT, as its documents say."""
