"""Which position of the contract a row of the attendance belongs to: by title, lot and street."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sanicost.city.vocabulary import word_key
from sanicost.core.notices import Params, Problem
from sanicost.core.roster import Position
from sanicost.readers import fields
from sanicost.readers.document import Notes
from sanicost.settlement.columns import MOST_PLACES, ColumnReader
from sanicost.settlement.tables import RawTable
from sanicost.settlement.terms import BLANK

if TYPE_CHECKING:
    from sanicost.settlement.terms import Ints

_NEAR = 3


class PostFinder:
    """Finds positions by title or by the number of the roster's row, by lot and street besides."""

    def __init__(self, positions: Sequence[Position]) -> None:
        self._positions = positions
        self._by_title: dict[str, list[int]] = {}
        for index, position in enumerate(positions):
            self._by_title.setdefault(word_key(position.title), []).append(index)

    def find(self, reader: ColumnReader, table: RawTable, notes: Notes) -> "Ints":
        """Return the place of each row's position in the roster, BLANK where there is none."""
        import numpy as np  # noqa: PLC0415 - only a settlement pays for it
        import pandas as pd  # noqa: PLC0415

        titles, lots, streets = (
            reader.needed_text("position"),
            reader.text("lot"),
            reader.text("street"),
        )
        key = (titles[0] * (len(lots[1]) + 1) + lots[0] + 1) * (len(streets[1]) + 1)
        codes, _ = pd.factorize(key + streets[0])
        firsts = np.flatnonzero(~pd.Series(codes).duplicated().to_numpy())
        answers = np.full(len(firsts), BLANK, dtype=np.int64)
        for first in firsts:
            title, lot, street = (
                texts[code] if code != BLANK else ""
                for code, texts in ((each[0][first], each[1]) for each in (titles, lots, streets))
            )
            if not title:
                continue
            answer = self.index(title, lot, street)
            if isinstance(answer, Problem):
                rows = np.flatnonzero(codes == codes[first])
                _note(answer, rows, table, notes)
            else:
                answers[codes[first]] = answer
        return np.asarray(answers[codes])

    def index(self, title: str, lot: str = "", street: str = "") -> int | Problem:
        """Return the place of the one position that is meant, or what keeps it from being found."""
        named = self._by_title.get(word_key(title), [])
        if not named and title.isdecimal() and 1 <= int(title) <= len(self._positions):
            return int(title) - 1
        meant = [
            index
            for index in named
            if _is(lot, self._positions[index].lot) and _is(street, self._positions[index].street)
        ]
        if len(meant) == 1:
            return meant[0]
        params = {"found": "，".join(filter(None, (title, lot, street)))}
        if meant:
            return Problem(code="settle-position-ambiguous", params=params)
        near = named or self._near(title)
        params["candidates"] = "、".join(dict.fromkeys(self._name(index) for index in near[:_NEAR]))
        return Problem(code="settle-position-unknown", params=params)

    def _near(self, title: str) -> list[int]:
        """Return the positions whose title is nearly the text."""
        names = fields.nearest(word_key(title), self._by_title, _NEAR)
        return [index for name in names for index in self._by_title[name]]

    def _name(self, index: int) -> str:
        """Return a position's title with its lot and street."""
        position = self._positions[index]
        beside = "，".join(filter(None, (position.lot, position.street)))
        return f"{position.title}（{beside}）" if beside else position.title


def _is(given: str, held: str | None) -> bool:
    """Return whether a lot or a street is the one that was given; nothing given fits any."""
    return not given or word_key(given) == word_key(held or "")


def _note(problem: Problem, rows: "Ints", table: RawTable, notes: Notes) -> None:
    """Note a problem of a position at its first places."""
    for row in rows[:MOST_PLACES]:
        notes.problem(problem.code, table.place.where(int(row), "position"), **problem.params)
    if len(rows) > MOST_PLACES:
        more: Params = {"count": len(rows) - MOST_PLACES, "column": "position"}
        notes.problem("settle-more-places", table.place.file, **more, same=problem.code)
