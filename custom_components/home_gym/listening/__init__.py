"""Listen through Assist: what can be said, whom it means, what is answered."""
