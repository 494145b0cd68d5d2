"""The tests; `python -m tests.golden.make` writes golden entries anew."""
