"""The officer's own file of figures: taken, used, added to, and given back as a file."""

from dataclasses import replace
from pathlib import Path

from engine.desk import Answer, Asked, Files, Json, desk, said
from sanicost.core.kept import Kept, KeptStanding, with_entry, without
from sanicost.core.notices import Refused
from sanicost.core.period import Month
from sanicost.i18n import Lang, text
from sanicost.i18n.figures import figure_name, in_words
from sanicost.readers.document import FileRefused, Notes
from sanicost.readers.kept import as_file, new_entry, read_kept
from sanicost.readers.overrides import Known
from sanicost.readers.yaml_file import read_tree


def holds_figures(path: Path) -> bool:
    """Return whether a file holds figures with their values, and no roster."""
    if path.suffix.lower() not in {".yaml", ".yml"}:
        return False
    try:
        tree = read_tree(path, Notes())
    except FileRefused:  # said of it as of a roster
        return False
    parts = tree.values() if isinstance(tree, dict) else ()
    entries = [one for part in parts for one in (part if isinstance(part, list) else [part])]
    return any(isinstance(one, dict) and "value" in one for one in entries)


def take_figures(path: Path, lang: Lang) -> Answer:
    """Use the figures of a file in place of those kept so far; raise Refused for a wrong one."""
    try:
        kept = read_kept(path, _known())
    except Refused as refused:
        folder = f"{path.parent}/"
        shown = [replace(one, where=one.where.replace(folder, "")) for one in refused.problems]
        raise Refused(shown) from None
    desk.keep(kept)
    return said(_kept(lang))


def kept_figures(asked: Asked, _: Files) -> Answer:
    """Say which figures are kept, and what the city's own say of each by now."""
    return said(_kept(asked.lang))


def keep(asked: Asked, _: Files) -> Answer:
    """Keep one more value of a figure; raise Refused for one that cannot be kept."""
    usual = {"reason": text("cli.kept_reason", asked.lang)}
    given = {name: value for name, value in asked.entry.items() if value}
    new = new_entry({**usual, **given}, _known())
    desk.keep(with_entry(desk.kept, new, desk.published.standard))
    return said(_kept(asked.lang))


def let_go(asked: Asked, _: Files) -> Answer:
    """Let go of what is kept: all of it, or the value of a figure from a month."""
    start = Month.parse(asked.month) if asked.month else None
    desk.keep(without(desk.kept, asked.target, start) if asked.target else ())
    return said(_kept(asked.lang))


def figures_file(asked: Asked, _: Files) -> Answer:
    """Write what is kept as the file that the command line keeps."""
    data = as_file(desk.kept, text("cli.kept_head", asked.lang)).encode()
    return said({}, {"figures.yaml": data})


def _known() -> Known:
    return Known(desk.published.standard, desk.published.vocabulary)


def _kept(lang: Lang) -> dict[str, Json]:
    """Return every kept value by the names of its figure, and what became of it."""
    return {"outcome": "kept", "kept": [_entry(one, lang) for one in desk.kept]}


def _entry(kept: Kept, lang: Lang) -> Json:
    """Return one kept value in words."""
    row, other = kept.row, kept.other
    params = {"month": "", "value": "", "source": ""}
    if other:
        value = in_words(other.value, lang)
        params = {"month": str(other.start), "value": value, "source": other.source}
    lost = kept.state is KeptStanding.CONFLICT and not kept.is_used
    return {
        "figure": kept.figure,
        "name": figure_name(kept.figure, desk.city.standard, lang),
        "value": in_words(row.value, lang),
        "from": str(row.start),
        "source": row.source,
        "reason": row.reason,
        "state": kept.state,
        "said": text(f"kept.{'conflict-published' if lost else kept.state}", lang, **params),
    }
