"""The commands: options in, one call, text and exit code out."""
