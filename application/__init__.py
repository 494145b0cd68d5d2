"""What the register does: commands in, entries out, questions answered. Knows no database and no wire."""
