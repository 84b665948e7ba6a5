"""Samples of the blank roster that stand among an officer's own rows."""

from collections.abc import Iterator, Mapping, Sequence

from sanicost.city.vocabulary import Vocabulary
from sanicost.core.fields import texts
from sanicost.core.roster import OtherCost, Position
from sanicost.core.text import canonical
from sanicost.exact_yaml import Tree
from sanicost.readers.document import Item, Notes, Raw
from sanicost.readers.grid import Grid
from sanicost.readers.positions import PositionReader

_SAMPLE = "示例"
_FIRST_ROWS = 5
_CERTAIN = 2


def mentions_samples(grid: Grid) -> bool:
    """Return whether the top of a sheet says that it holds samples, as a blank roster does."""
    first = (cell for cells in grid.rows[:_FIRST_ROWS] for cell in cells if isinstance(cell, str))
    return any(_SAMPLE in cell for cell in first)


def check_samples(
    positions: Sequence[Position],
    costs: Sequence[OtherCost],
    vocabulary: Vocabulary,
    notes: Notes,
    *,
    is_blank_roster: bool,
) -> None:
    """Note the rows that are samples in every field: marked as such, or several of them."""
    marked = [one for one in positions if one.remarks and one.remarks.startswith(_SAMPLE)]
    if not (is_blank_roster or marked):
        return
    samples = [texts(one) for one in _positions(vocabulary)]
    found = [one.where for one in positions if one in marked or texts(one) in samples]
    amounts = list(_costs(vocabulary))
    found += [one.where for one in costs if (one.name, canonical(one.amount), one.per) in amounts]
    if marked or len(found) >= _CERTAIN:
        notes.warning("template-samples-left", found[0], rows="、".join(found), count=len(found))


def _positions(vocabulary: Vocabulary) -> Iterator[Position]:
    """Yield the positions of all samples, read as those of a roster are."""
    reader = PositionReader(vocabulary, Notes())
    for entry in _entries("positions", vocabulary):
        given = {
            str(name): Raw(v if not isinstance(v, bool) else str(v), "")
            for name, v in entry.items()
        }
        yield reader.read(Item("", given, is_row=True))


def _costs(vocabulary: Vocabulary) -> Iterator[tuple[str, str, str]]:
    """Yield name, amount and period of each other cost of the samples."""
    for entry in _entries("price", vocabulary):
        if "amount" in entry:
            per = vocabulary.choices["per"].get(str(entry.get("per")), "")
            yield str(entry["name"]), canonical(entry["amount"]), per


def _entries(kind: str, vocabulary: Vocabulary) -> Iterator[Mapping[str | int, Tree]]:
    """Yield the rows of a sheet of all samples."""
    for sample in vocabulary.samples:
        rows = sample[kind]
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict):
                yield row
