"""The command line: `samverk`, a function for every command and one table that lists them."""
