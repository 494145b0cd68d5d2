"""What other systems are told: every entry as a CloudEvent, in order, from any position."""
