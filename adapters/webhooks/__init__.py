"""Telling others of entries by a request of ours: one after the other, again until it is accepted."""
