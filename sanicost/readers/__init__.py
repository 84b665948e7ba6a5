"""From a file to a Roster, or to every problem in it."""
