"""What the calculation says besides numbers: problems, findings, assumptions, clean-ups.

Each is a stable code with parameters; the words, in two languages, live in `sanicost.i18n`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Params: TypeAlias = Mapping[str, str | int]
Severity: TypeAlias = Literal["info", "warning", "error"]


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A stable code, the place it speaks of ("" for the whole roster), and its parameters."""

    code: str
    where: str = ""
    params: Params = field(default_factory=dict)


class Problem(Notice):
    """Something that keeps a roster from being priced."""


class Assumption(Notice):
    """A choice that the calculation made and that the output states."""


class Cleanup(Notice):
    """A certain correction of how something was written."""


@dataclass(frozen=True, kw_only=True)
class Finding(Notice):
    """Something that an officer or a reviewer should look at; it does not stop the pricing."""

    severity: Severity


def of_system(error: OSError) -> dict[str, str | int]:
    """Return what the system says of an error, with its number to say it in another language."""
    return {"found": str(error.strerror), "errno": error.errno or 0}


class Refused(Exception):  # noqa: N818 - the roster was refused; that is no error of the program
    """Raised with all that is wrong at once; nothing is written then."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems
