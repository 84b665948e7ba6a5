"""Streets and lots by name: one spelling for each, and a street's as the city writes it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sanicost.core.notices import Assumption
from sanicost.core.roster import Position
from sanicost.readers import fields
from sanicost.readers.document import Notes
from sanicost.vocabulary import ALL, Vocabulary, word_key

_ENDINGS = ("街道办事处", "街道办", "街办", "街道", "街", "镇")
_NEAR = 6
MAX_LOT_NAME = 25
"""A worksheet's name has 31 characters; the annex's own name stands before the lot's."""
_NOT_IN_SHEET_NAMES = frozenset("[]:*?/\\")
_CLOSE = 50  # per cent: of the two characters that most names have, one


def checked_streets(
    positions: Iterable[Position], vocabulary: Vocabulary, notes: Notes
) -> tuple[Position, ...]:
    """Return the positions with their streets as the city spells them.

    A street nearly like one of the city's is a problem with its candidates; so are two spellings
    of one name. Full-width letters and spaces inside a name are put right and listed.
    """
    found: list[Position] = []
    for position in positions:
        street = as_spelt(position.street, vocabulary) if position.street else None
        if street != position.street and street is not None:
            params = {"found": str(position.street), "meant": street}
            notes.cleanup("street-cleaned", position.place("street"), **params)
        found.append(replace(position, street=street))
    _refuse_misspelt(found, vocabulary, notes)
    # The city has a 新塘街道 and a 新塘镇: its own names are never spellings of each other.
    _refuse_two_spellings(found, "street", notes, frozenset(vocabulary.streets))
    _refuse_two_spellings(found, "lot", notes)
    return tuple(found)


def as_spelt(street: str, vocabulary: Vocabulary) -> str:
    """Return a street as the city spells it; one that it does not know stays as it is."""
    return vocabulary.spelled_streets.get(word_key(street), street)


def refuse_lots(positions: Sequence[Position], vocabulary: Vocabulary, notes: Notes) -> None:
    """Note in a roster with lots each position without one, or with a name that none can have."""
    if not any(position.lot for position in positions):
        return
    for position in positions:
        lot, where = position.lot, position.place("lot")
        if lot is None:
            notes.problem("position-without-lot", where, found=position.title)
        elif vocabulary.choices["lot_all"].get(word_key(lot)) == ALL:
            notes.problem("lot-named-all", where, found=lot)
        elif not names_sheet(lot):
            notes.problem("lot-name-unfit", where, found=lot, most=MAX_LOT_NAME)


def names_sheet(lot: str) -> bool:
    """Return whether a spreadsheet program can give a sheet this name.

    >>> names_sheet("包组一"), names_sheet("1/2")
    (True, False)
    """
    quoted = lot.startswith("'") or lot.endswith("'")
    return len(lot) <= MAX_LOT_NAME and not quoted and not _NOT_IN_SHEET_NAMES & set(lot)


def outside_list(positions: Iterable[Position], vocabulary: Vocabulary) -> list[Assumption]:
    """Return an assumption for each street that the city's list does not know."""
    named = dict.fromkeys(position.street for position in positions if position.street)
    return [
        Assumption(code="street-outside-list", params={"found": street})
        for street in named
        if street not in vocabulary.streets
    ]


def _stem(name: str) -> str:
    """Return a street's name without what it ends in.

    >>> _stem("石牌街"), _stem("石牌街道")
    ('石牌', '石牌')
    """
    key = word_key(name)
    ending = next((ending for ending in _ENDINGS if key.endswith(ending)), "")
    return key.removesuffix(ending) or key


def _refuse_misspelt(positions: list[Position], vocabulary: Vocabulary, notes: Notes) -> None:
    """Note each street, once, that is nearly one of the city's."""
    stems: dict[str, list[str]] = {}
    for street in vocabulary.streets:
        stems.setdefault(_stem(street), []).append(street)
    for street, position in _first_by(positions, "street").items():
        if street in vocabulary.streets:
            continue
        alike = fields.nearest(_stem(street), stems, len(stems), _CLOSE)
        near = fields.nearest(street, [name for stem in alike for name in stems[stem]], _NEAR, 0)
        if near:
            names = "、".join(near)
            place = position.place("street")
            notes.problem("street-misspelt", place, found=street, candidates=names)


def _refuse_two_spellings(
    positions: list[Position], name: str, notes: Notes, right: frozenset[str] = frozenset()
) -> None:
    """Note a name that another one differs from only in spaces, case, width or ending."""
    seen: dict[str, str] = {}
    for text, position in _first_by(positions, name).items():
        key = _stem(text) if name == "street" else word_key(text)
        other = seen.setdefault(key, text)
        if other != text and not {text, other} <= right:
            notes.problem("spelt-twice", position.place(name), found=text, other=other)


def _first_by(positions: list[Position], name: str) -> dict[str, Position]:
    """Return for each text of a field the first position that has it."""
    first: dict[str, Position] = {}
    for position in positions:
        text = getattr(position, name)
        if text:
            first.setdefault(text, position)
    return first
