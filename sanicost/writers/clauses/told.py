"""A tender, the words that it is told in, and the phrases by which its facts are put together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sanicost.core.estimate import Segment
from sanicost.core.period import Month
from sanicost.core.result import Result
from sanicost.core.roster import Position
from sanicost.embedded.canonical import Run
from sanicost.writers.clauses.wording import Wording

PHRASES: Mapping[str, frozenset[str]] = {
    name: frozenset(parts.split())
    for name, parts in {
        "unknown": "",
        "month": "year month",
        "day": "year month day",
        "months": "first last",
        "changed": "first later",
        "from_month": "month text",
        "wage_from": "month amount",
        "range": "low high",
        "percent": "number",
        "allowance": "name amount",
        "band_first": "years pay",
        "band_above": "years pay",
        "band_rest": "years",
        "band_only": "pay",
        "document": "title number",
        "untitled": "number",
        "table": "number",
        "caption": "table text",
        "numeral": "numeral",
        "section": "numeral heading",
        "scope_whole": "",
        "scope_lot": "",
        "named": "name what",
        "averaged": "name",
        "injury_only": "",
        "as_standard": "",
        "is_true": "",
        "is_false": "",
        "every": "",
        "total": "",
        "cited": "clauses",
        "item": "number name month note",
        "carried_item": "number name value until month",
        "carried_rules": "number until month",
        "comma": "",
        "semicolon": "",
        "pause": "",
    }.items()
}
"""The phrases by which facts are put together, each with the parts that it takes."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """A tender, the words that it is told in, and the number of each table that it has."""

    run: Run
    wording: Wording
    tables: Mapping[str, str]

    @property
    def result(self) -> Result:
        """The priced roster."""
        return self.run.result

    @property
    def positions(self) -> Sequence[Position]:
        """The positions of the roster."""
        return self.result.estimate.roster.positions

    def figures(self, segment: Segment) -> Mapping[str, Decimal | None]:
        """Return every single number in force in a segment, by its path; None for an unknown."""
        return self._figures[id(segment.state)]

    @cached_property
    def _figures(self) -> Mapping[int, Mapping[str, Decimal | None]]:
        """The numbers of each state, gathered once for many facts."""
        states = {id(one.state): one.state for one in self.result.estimate.segments}
        return {key: state.figures for key, state in states.items()}

    def month(self, month: Month) -> str:
        """Return a month as official documents write it."""
        return self.wording.say("month", year=month.year, month=month.number)

    def listed(self, texts: Iterable[str]) -> str:
        """Return texts as one list."""
        return self.wording.phrases["pause"].join(texts)
