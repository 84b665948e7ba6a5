"""A supposed name that is neither a figure's nor a field's: what it is instead, or is near to."""

from collections.abc import Mapping

from sanicost.core.figures import Standard
from sanicost.readers import fields
from sanicost.readers.document import Notes
from sanicost.readers.setting_fields import Written
from sanicost.vocabulary import Vocabulary, word_key

OPTIONS = {"start": "--start YYYY-MM", "months": "--months N", "as_of": "--as-of YYYY-MM"}
"""The fields of the project that an option of the command line gives."""

_MOST = 5
_LEAST_LETTERS = 2
_CLOSE, _CLOSE_CHINESE = 60, 50  # per cent of the characters alike: of two, one


def refuse_name(
    written: Written,
    figures: Mapping[str, str],
    standard: Standard,
    vocabulary: Vocabulary,
    notes: Notes,
) -> None:
    """Note what is wrong with a name; `figures` holds the path of every name of a figure."""
    name, key = written.name, word_key(written.name)
    of_project = vocabulary.headings["project"].get(key)
    of_price = {**vocabulary.headings["price"], **vocabulary.headings["price_rows"]}
    if name in figures:
        notes.problem("setting-row-of-figure", written.where, found=name, row=str(written.row))
    elif of_project in OPTIONS:
        option = OPTIONS[of_project]
        notes.problem("setting-is-option", written.where, found=name, option=option)
    elif of_project or key in of_price:
        notes.problem("setting-of-whole", written.where, found=name)
    else:
        near = _near(key, _shown(figures, standard, vocabulary))
        notes.problem("setting-unknown", written.where, found=name, candidates=" / ".join(near))


def _shown(
    figures: Mapping[str, str], standard: Standard, vocabulary: Vocabulary
) -> dict[str, str]:
    """Return for each word, by its key, the name that is proposed where it is nearly written."""
    columns = vocabulary.headings["positions"]
    shown = {word: f"{field}（{vocabulary.labels[field]}）" for word, field in columns.items()}
    periods = vocabulary.headings["project"]
    shown |= {word: OPTIONS[field] for word, field in periods.items() if field in OPTIONS}
    for name, path in figures.items():
        chinese = standard.figures[path].name["zh"]
        own = path if name == chinese else name
        shown[word_key(name)] = f"{own}（{chinese}）"
    return shown


def _near(key: str, shown: Mapping[str, str]) -> list[str]:
    """Return what to propose for a word: the names that hold it, else those nearly like it.

    >>> _near("wage", {"base_wage": "base_wage", "wages": "wages", "page": "page"})
    ['wages', 'base_wage']
    """
    holding = [word for word in shown if key in word] if len(key) >= _LEAST_LETTERS else []
    closeness = _CLOSE if key.isascii() else _CLOSE_CHINESE
    if holding:
        words = fields.nearest(key, holding, len(holding), closeness=0)
    else:
        words = fields.nearest(key, shown, len(shown), closeness)
    return list(dict.fromkeys(shown[word] for word in words))[:_MOST]
