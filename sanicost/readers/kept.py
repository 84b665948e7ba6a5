"""Figures that an officer keeps: a dated file of their own, laid into the figures of the city.

The file has the form of `--figures`. It lies in the user's data folder, so that an update of the
program never touches it; what the city's own files say by now is told entry by entry.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from sanicost.core.compliance import lowers
from sanicost.core.figures import REGULATION, Row, Standard, Standing, in_short, value_text
from sanicost.core.kept import Kept, KeptStanding, in_order, met
from sanicost.core.notices import Problem, Refused
from sanicost.readers.document import FileRefused, Item, Notes, Raw
from sanicost.readers.overrides import Known, read_figures_file, read_overrides


def kept_file(folder: Path) -> Path | None:
    """Return where the figures kept for a city's data folder lie; None where there is no disk."""
    if sys.platform == "emscripten":
        return None
    from platformdirs import user_data_path  # noqa: PLC0415 - a browser has none

    return user_data_path("sanicost", appauthor=False) / folder.resolve().name / "figures.yaml"


def read_kept(path: Path | None, known: Known) -> tuple[Kept, ...]:
    """Return what is kept, in the order of the figures and their months.

    Raises FileRefused where the file cannot be read, Refused with all that is wrong in it.
    """
    if path is None or not path.exists():
        return ()
    notes = Notes()
    try:
        rows = read_figures_file(path, known, notes)
    except FileRefused as refused:
        found = refused.problem
        place = str(path.parent / found.where)
        raise FileRefused(found.code, place, **found.params) from None
    kept = [_met(name, row, known.standard, notes) for name in rows for row in rows[name]]
    if notes.problems:
        raise Refused([_whole(one, path) for one in notes.problems])
    return in_order((one for one in kept if one), known.standard)


def new_entry(given: Mapping[str, str], known: Known) -> Kept:
    """Return the entry that a command line asks for: figure, value, from, source, reason.

    Raises Refused with all that is wrong in it, also where a published value holds anyway.
    """
    notes = Notes()
    where = "standard set"
    fields = {name: Raw(value, f"{where} {name}") for name, value in given.items()}
    rows = read_overrides([Item(where, fields)], known, notes)
    entries = [_met(name, row, known.standard, notes) for name in rows for row in rows[name]]
    found = next((one for one in entries if one), None)
    if found and found.other and not found.is_used:
        code = "kept-same" if found.state is KeptStanding.SAME else "kept-conflict"
        notes.problem(code, where, figure=found.figure, **_shown(found))
    if notes.problems or found is None:
        raise Refused(notes.problems)
    return found


def _met(name: str, row: Row, standard: Standard, notes: Notes) -> Kept | None:
    """Return an entry with what the city's figures say of it; None where it cannot be kept."""
    if name == REGULATION:
        notes.problem("kept-rules", row.where, found=name)
        return None
    if row.start is None:
        notes.problem("kept-without-month", row.where, figure=name)
        return None
    figure = standard.figures[name]
    law = figure.in_force(row.start)
    official = law is not None and law.standing is Standing.OFFICIAL
    if law and official and figure.is_floor and lowers(row, law):
        params = {"found": in_short(row.value), "least": in_short(law.value), "source": law.source}
        notes.problem(
            "override-lowers-law",
            row.where,
            figure=name,
            month=str(row.start),
            clause=figure.clause,
            **params,
        )
        return None
    return met(figure, row, row.start)


def _shown(kept: Kept) -> dict[str, str]:
    """Return the values and the month of an entry beside the one that it meets."""
    assert kept.other
    return {
        "found": in_short(kept.row.value),
        "other": in_short(kept.other.value),
        "month": str(kept.other.start),
        "source": kept.other.source,
    }


def _whole(problem: Problem, path: Path) -> Problem:
    """Return a problem of the file with its whole path, for it lies where nobody looks."""
    inside = problem.where.removeprefix(path.name).removeprefix(".")
    return replace(problem, where=f"{path} {inside}".rstrip())


def as_file(kept: Iterable[Kept], head: str) -> str:
    """Return entries as the file that holds them, a comment above them."""
    by_figure: dict[str, list[Row]] = {}
    for one in kept:
        by_figure.setdefault(one.figure, []).append(one.row)
    lines = [f"# {line}" for line in head.splitlines()]
    for name, rows in by_figure.items():
        lines.append(f"{name}:")
        lines += [f"  - {{{_pairs(row)}}}" for row in rows]
    return "\n".join([*lines, ""])


def _pairs(row: Row) -> str:
    """Return a row as the keys and values of one line."""
    texts = {"source": row.source, "reason": row.reason}
    quoted = [f"{key}: {json.dumps(said, ensure_ascii=False)}" for key, said in texts.items()]
    return ", ".join([f"from: {row.start}", f"value: {value_text(row.value)}", *quoted])
