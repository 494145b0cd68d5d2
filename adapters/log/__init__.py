"""The log: every entry ever recorded, in order, on SQLite or PostgreSQL."""
