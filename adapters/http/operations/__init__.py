"""What the service does when it is asked: an operation an address."""
