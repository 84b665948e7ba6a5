"""Damaged files for the readers, for as long as one likes: `python -m tests.fuzz --seconds N`."""
