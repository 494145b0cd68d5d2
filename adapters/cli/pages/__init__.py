"""Answers as pages of a terminal."""
