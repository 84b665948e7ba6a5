"""What a workbook holds that hides or alters a number, or that no spreadsheet program writes.

Reading a roster passes it over; verifying a workbook of ours names it, each at its place.
"""

from collections.abc import Collection, Mapping
from typing import Literal, NamedTuple, TypeAlias

OddKind: TypeAlias = Literal["markup", "part", "calculation", "view", "covered", "format"]

MOST = 1_000
"""So many are told of one workbook part; more tell nothing new."""
_PLAIN_ATTRIBUTES = frozenset(
    ("id", "space", "Ignorable", "dyDescent", "uid", "uidLastSave", "knownFonts")
)
"""What programs say in namespaces of their own: relations, changes, heights; never a value."""
_VERSIONS = ("coauthVersionLast", "coauthVersionMax")


class Oddity(NamedTuple):
    """One such thing: its kind, the sheet, cell or part where it is, and what is found."""

    kind: OddKind
    where: str
    found: str


class Oddities(list[Oddity]):
    """Those of one part, at most MOST of them."""

    def note(self, kind: OddKind, where: str, found: str) -> None:
        """Take another one."""
        if len(self) < MOST:
            self.append(Oddity(kind, where, found[:MOST]))


def foreign_attributes(attributes: Collection[str], separator: str) -> list[str]:
    """Return the attributes of other namespaces that no program writes, or that stand twice.

    >>> foreign_attributes(["name", "r:id"], ":"), foreign_attributes(["q:id", "r:id"], ":")
    ([], ['q:id', 'r:id'])
    """
    named = [
        one for one in attributes if separator in one and not one.startswith(("xmlns:", "xmlns "))
    ]
    locals_ = [one.rpartition(separator)[2] for one in named]
    return [
        one
        for one, local in zip(named, locals_, strict=True)
        if locals_.count(local) > 1 or local not in (*_PLAIN_ATTRIBUTES, *_VERSIONS)
    ]


def is_false(attributes: Mapping[str, str], name: str) -> bool:
    """Return whether an attribute says no; one that is absent does not."""
    return attributes.get(name, "1") in ("0", "false", "off")


def is_true(attributes: Mapping[str, str], name: str) -> bool:
    """Return whether an attribute says yes; one that is absent does not."""
    return attributes.get(name, "0") in ("1", "true", "on")
