"""All messages by code."""

TEXTS: dict[str, tuple[str, str]] = {}
