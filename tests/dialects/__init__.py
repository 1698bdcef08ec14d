"""What each MQTT language means, as tables of messages."""
