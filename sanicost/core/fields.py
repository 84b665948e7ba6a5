"""The table of a position's fields: whatever treats fields alike is derived from it."""

from collections.abc import Iterator
from dataclasses import MISSING
from dataclasses import fields as declared
from typing import Annotated, NamedTuple, get_args, get_origin

from sanicost.core.kinds import Choice, FieldValue, FreeText, Number, Role
from sanicost.core.roster import Coverage, Pattern, Position
from sanicost.core.text import canonical


class Field(NamedTuple):
    """A field of a position by its name.

    `is_own` where the position itself holds it, `is_of_coverage` where its coverage does, as both
    do the shifts; `may_be_blank` where a position may go without it.
    """

    name: str
    role: Role
    is_own: bool
    is_of_coverage: bool
    may_be_blank: bool

    @property
    def symbol(self) -> str:
        """The name by which formulas read it."""
        return f"position.{self.name}"

    @property
    def is_number(self) -> bool:
        """Whether it is said as a number: a choice of classes is, too."""
        kind = self.role.kind
        return isinstance(kind, Number) or (isinstance(kind, Choice) and kind.value is int)

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes of a position that change with it."""
        own = (self.name,) if self.is_own else ()
        return (*own, "coverage") if self.is_of_coverage else own

    def value(self, position: Position) -> FieldValue:
        """Return what a position or its coverage holds, None where nothing was given."""
        holder = position if self.is_own else position.coverage
        found: FieldValue = getattr(holder, self.name, None)
        return found

    def deciding(self, position: Position) -> object:
        """Return what decides which figures the formulas of a position read."""
        value = self.value(position)
        is_number = isinstance(self.role.kind, Number)
        by_zero = is_number and self.role.decides == "zero"
        return (value is None, value == 0) if by_zero else value

    def text(self, position: Position) -> str:
        """Return the canonical text of what a position holds."""
        value = self.value(position)
        if isinstance(value, tuple):
            assert isinstance(self.role.kind, FreeText)
            return self.role.kind.joined.join(value)
        return self.role.absent if value is None else canonical(value)


_DEFAULTS = {one.name: one.default for one in declared(Position)}
"""What a position has where nothing was given, by attribute."""


def _found(of: type[Position] | type[Coverage]) -> Iterator[Field]:
    """Yield the fields of a dataclass that carry a role, those of the coverage in its place."""
    for one in declared(of):
        if one.name == "coverage":
            yield from _found(Coverage)
        elif get_origin(one.type) is Annotated:
            [role] = [each for each in get_args(one.type) if isinstance(each, Role)]
            yield Field(
                one.name,
                role,
                is_own=one.name in _DEFAULTS,
                is_of_coverage=of is Coverage,
                may_be_blank=not role.absent and _DEFAULTS.get(one.name, MISSING) is None,
            )


FIELDS = tuple(_found(Position))
"""Every field, in the order of columns, texts and hashes."""

BY_NAME = {field.name: field for field in FIELDS}
COLUMNS = tuple(field for field in FIELDS if field.role.origin != "annex")
"""The fields that a roster may give: a column each."""

USUAL = tuple(field for field in FIELDS if field.role.origin == "usual")
PAYING = tuple(field for field in FIELDS if field.role.moves == "pay")
"""The fields that the rules read."""

OF_PATTERN = tuple(one.name for one in declared(Pattern) if one.name in BY_NAME)
"""The fields that a work pattern brings."""

NUMBERS = {field.name: field.role.kind for field in FIELDS if isinstance(field.role.kind, Number)}
CHOICES = {field.name: field.role.kind for field in FIELDS if isinstance(field.role.kind, Choice)}


def texts(position: Position) -> dict[str, str]:
    """Return what a roster gave of a position as canonical text, by field."""
    return {field.name: field.text(position) for field in COLUMNS}
