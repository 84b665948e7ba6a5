"""What `fit` is told: a budget, and the position whose heads may vary."""

import re

from sanicost.core.price import FEN
from sanicost.core.roster import Roster
from sanicost.readers import fields
from sanicost.readers.document import Notes, Raw
from sanicost.vocabulary import word_key

_ROW = re.compile(r"\[?(\d{1,6})\]?")
_MOST_NAMED = 5


def read_budget(text: str, notes: Notes) -> int | None:
    """Return a budget in fen, None after a problem."""
    raw = Raw(text, "--budget")
    budget = fields.number(raw, fields.WAGE, notes)
    if raw.is_blank:
        notes.problem("setting-blank", raw.where, found="--budget")
    return None if budget is None else int(budget * FEN)


def read_free(text: str, roster: Roster, notes: Notes) -> int | None:
    """Return the place of a position named by its row, counted from 1, or by its title."""
    where, positions = "--free", roster.positions
    if row := _ROW.fullmatch(text.strip()):
        number = int(row[1])
        if 1 <= number <= len(positions):
            return number - 1
        notes.problem("setting-row-missing", where, found=number, most=len(positions))
        return None
    titles = [position.title for position in positions]
    places = [n for n, title in enumerate(titles) if word_key(title) == word_key(text)]
    if len(places) == 1:
        return places[0]
    if places:
        rows = "、".join(str(place + 1) for place in places)
        notes.problem("free-ambiguous", where, found=text, count=len(places), rows=rows)
        return None
    known = list(dict.fromkeys(titles))
    near = fields.nearest(text, known, _MOST_NAMED, closeness=0)
    notes.problem("free-unknown", where, found=text, candidates="、".join(near))
    return None
