"""The read models as tables: how rows are written, and what they hold."""
