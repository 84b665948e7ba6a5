"""Exit codes: what a run came to, for the scripts that call it."""

DONE = 0
WRONG = 1  # the roster or the figures
USAGE = 2
UNREADABLE = 3
UNWRITABLE = 4
BUG = 70
INTERRUPTED = 130
