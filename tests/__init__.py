"""The tests; `make schemas` adds golden entries and released schemas, which no test does."""
