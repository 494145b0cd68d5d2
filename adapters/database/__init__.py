"""The databases the register can live in: engines, their faults, statements, locks."""
