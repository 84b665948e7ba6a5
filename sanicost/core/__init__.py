"""The calculation: pure values in, pure values out; no files, clock, environment or printing."""
