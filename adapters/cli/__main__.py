"""`python -m adapters.cli` is `samverk`."""

from adapters.cli.main import run

run()
