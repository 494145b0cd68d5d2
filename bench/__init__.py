"""What the register does in a second, beside what a user would pick instead."""
