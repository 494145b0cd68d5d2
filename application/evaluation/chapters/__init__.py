"""The chapters of an evaluation, each complete in itself."""
