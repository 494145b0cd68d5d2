"""What is read from the outside and written to it: commands, charters, values, schemas."""
