"""What a city says of its law besides figures: its name, the clauses of each item, its notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias, TypeVar

from sanicost.core.notices import Notice

Kind: TypeAlias = Literal["line", "sum", "guard", "finding", "assumption", "settlement", "sheet"]
_Notice = TypeVar("_Notice", bound=Notice)


@dataclass(frozen=True, kw_only=True)
class Law:
    """A city's name by language, clauses by kind and name of an item, notes by form or message.

    The first clause of an item is the one that is named where there is room for one.
    """

    city: Mapping[str, str] = field(default_factory=dict)
    clauses: Mapping[Kind, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def clause(self, line: str) -> str:
        """Return the clause of a line of the cost standard; raise KeyError for any other name."""
        return self.clauses["line"][line][0]

    def cited(self, notice: _Notice) -> _Notice:
        """Return a notice with what its sentence says of the law: clauses and note of its code."""
        kinds: tuple[Kind, ...] = ("guard", "finding", "assumption", "settlement")
        found = (self.clauses.get(kind, {}).get(notice.code, ()) for kind in kinds)
        if clauses := next(filter(None, found), ()):
            said = {**said_of(clauses), "rule": "".join(self.notes.get(notice.code, ()))}
        elif notice.code == _OF_THE_CITY:
            said = {f"city_{lang}": name for lang, name in self.city.items()}
        else:
            return notice
        return replace(notice, params={**said, **notice.params})


_OF_THE_CITY = "street-outside-list"


def said_of(clauses: Sequence[str]) -> dict[str, str]:
    """Return the parameters by which a sentence names clauses: the first, the others, and all.

    >>> said_of(["1", "2", "3"])
    {'clause': '1', 'other_clauses': '2、3', 'clauses': '1、2、3'}
    """
    first, *others = clauses
    return {"clause": first, "other_clauses": "、".join(others), "clauses": "、".join(clauses)}
