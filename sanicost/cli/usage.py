"""What a command line may ask for that no command offers."""


class WrongUsage(Exception):  # noqa: N818 - a message to the user
    """The command line asks for something that no command offers (exit code 2)."""
