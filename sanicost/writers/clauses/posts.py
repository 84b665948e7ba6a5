"""The posts of a tender as its clauses list them: alike in title, class and what pay rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sanicost.core.roster import Insurance, Position
from sanicost.core.text import plain
from sanicost.writers.clauses.told import Told
from sanicost.writers.clauses.wording import Wording


@dataclass(frozen=True, kw_only=True)
class PostGroup:
    """Positions that are paid alike, and what tells them from others of their title."""

    name: str
    post_class: int
    heads: int
    indices: Sequence[int]

    @property
    def first(self) -> int:
        """The place of one of the positions: all have its amounts."""
        return self.indices[0]


def posts(told: Told) -> list[PostGroup]:
    """Return the posts in the order of the roster; no two positions of one differ in an amount."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for index, position in enumerate(told.positions):
        groups.setdefault(_key(told, index, position), []).append(index)
    differing = _differing(told)
    found = []
    for indices in groups.values():
        position = told.positions[indices[0]]
        fields = differing[position.title, position.post_class]
        found.append(
            PostGroup(
                name=_name(told.wording, position, fields),
                post_class=position.post_class,
                heads=sum(told.positions[index].headcount for index in indices),
                indices=indices,
            )
        )
    return found


def _key(told: Told, index: int, position: Position) -> tuple[object, ...]:
    """Return what makes two positions one post."""
    fields = (getattr(position, name) for name in told.wording.differences)
    amounts = (segment.amounts["unit_cost"][index] for segment in told.result.estimate.segments)
    return (position.title, position.post_class, position.insurance, *fields, *amounts)


def _differing(told: Told) -> dict[tuple[str, int], list[str]]:
    """Return for each title and class the fields in which its positions differ."""
    values: dict[tuple[str, int], dict[str, set[object]]] = {}
    for position in told.positions:
        of = values.setdefault((position.title, position.post_class), {})
        for name in told.wording.differences:
            of.setdefault(name, set()).add(getattr(position, name))
    return {
        title: [name for name, found in of.items() if len(found) > 1]
        for title, of in values.items()
    }


def _name(wording: Wording, position: Position, fields: Sequence[str]) -> str:
    """Return a title with what tells its post from others; 仅工伤 stands apart always."""
    words = [
        wording.differences[name].format(value=_value(wording, name, getattr(position, name)))
        for name in fields
    ]
    if position.insurance is Insurance.INJURY_ONLY:
        words.append(wording.phrases["injury_only"])
    what = wording.phrases["comma"].join(words)
    return wording.say("named", name=position.title, what=what) if what else position.title


def _value(wording: Wording, name: str, value: object) -> str:
    """Return the value of a field in words; None leaves it to the standard."""
    if value is None:
        return wording.phrases["every" if name == "statutory_days_worked" else "as_standard"]
    if isinstance(value, bool):
        return wording.phrases["is_true" if value else "is_false"]
    return plain(value) if isinstance(value, Decimal) else str(value)
