"""A word for every symbol that the rules speak of, and the unit of what it holds."""

from sanicost.city.columns import field_label
from sanicost.core.explain import Phrases
from sanicost.core.fields import FIELDS, Field
from sanicost.core.figures import Standard, leaves
from sanicost.core.kinds import Number
from sanicost.core.rules import ALL_LABEL, BLANK_LABEL, INJURY_ONLY_LABEL, YES_LABEL
from sanicost.i18n import Lang, label, room, text
from sanicost.i18n.cells import cell_word
from sanicost.i18n.figures import part_name


def symbol_words(standard: Standard, lang: Lang) -> dict[str, str]:
    """Return a word for every symbol that the rules use, and for what their conditions name."""
    words = {name: texts[lang] for name, texts in room("symbols").items()}
    for path, figure in standard.figures.items():
        for row in (*figure.rows, *standard.overrides.get(path, ())):
            for leaf, _ in leaves(path, row.value):
                part = leaf.removeprefix(path).lstrip(".")
                words[leaf] = figure.name[lang] + (_in_brackets(part, lang) if part else "")
    words |= {one.symbol: _of_position(one, lang) for one in FIELDS}
    words |= {word: cell_word(word, lang) for word in (ALL_LABEL, YES_LABEL, INJURY_ONLY_LABEL)}
    words[BLANK_LABEL] = text("labels.blank", lang)
    return words | {f"line.{name}": label(name, lang) for name in ("base_wage", "income")}


def _in_brackets(part: str, lang: Lang) -> str:
    """Return the name of a figure's part behind the figure's."""
    return text("labels.bracketed", lang, text=part_name(part, lang))


def _of_position(one: Field, lang: Lang) -> str:
    """Return the word for a field; of an amount, that it is the roster's own and not the law's."""
    name = field_label(one.name, lang)
    is_amount = isinstance(one.role.kind, Number) and one.role.kind.is_money
    return text("labels.of-roster", lang, field=name) if is_amount else name


def phrases(lang: Lang) -> Phrases:
    """Return how a language says the parts of a formula."""
    return Phrases(**{name: texts[lang] for name, texts in room("formulas").items()})
