"""The chapters of governance: each with its events, state, rules and decisions."""
