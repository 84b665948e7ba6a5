"""The page's only way to the engine: a question in JSON goes in, an answer in JSON comes out.

It runs inside the page, on Python for the browser, and just as well on any other. Nothing here
computes: it reads, asks `sanicost` and hands on what that says.
"""

import json
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sanicost import __version__
from sanicost.core.notices import Notice, Refused
from sanicost.core.period import Month
from sanicost.core.result import Run
from sanicost.readers.document import FileRefused
from sanicost.readers.project import Options
from sanicost.runs import City, load_city, price_in
from sanicost.writers.json_document import estimate_document, problems_document
from sanicost.writers.workbook import workbook_bytes


FILES = Path("/app")
"""Where the page keeps the figures and what was prepared of them."""


@dataclass(frozen=True)
class Answer:
    """What the page shows, as JSON, and files to download by name."""

    document: str
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass
class _Desk:
    """What lies on the officer's desk: the figures, and the rosters priced so far."""

    city: City
    folder: Path
    runs: dict[str, Run] = field(default_factory=dict)


def _city() -> City:
    """Return the figures and the words: in the page as they were read when it was built."""
    prepared = FILES / "city.pickle"
    if not prepared.exists():
        return load_city(None)
    found = pickle.loads(prepared.read_bytes())
    assert isinstance(found, City)
    return found


_desk = _Desk(_city(), Path(mkdtemp()))


def answer(question: str, files: Any) -> Answer:
    """Return the answer to a question of the page; `files` are pairs of a name and its bytes."""
    asked = json.loads(question)
    given = {str(name): bytes(data) for name, data in files}
    return _ANSWERS[asked["ask"]](asked, given)


def _price(asked: dict[str, Any], files: dict[str, bytes]) -> Answer:
    """Price one roster; say what it comes to, or all that is wrong with it."""
    [(name, data)] = files.items()
    path = _desk.folder / Path(name).name
    path.write_bytes(data)
    try:
        run = price_in(_desk.city, path, Options(), _this_month())
    except FileRefused as refused:
        return _wrong([refused.problem], asked["lang"])
    except Refused as refused:
        return _wrong(refused.problems, asked["lang"])
    finally:
        path.unlink()
    _desk.runs[name] = run
    return Answer(estimate_document(run, asked["lang"]))


def _wrong(problems: list[Any], lang: Any) -> Answer:
    """Return all that is wrong with a roster."""
    listed: list[Notice] = problems
    return Answer(problems_document(listed, lang))


def _workbook(asked: dict[str, Any], _: dict[str, bytes]) -> Answer:
    """Write the annex workbook of a priced roster."""
    run = _desk.runs[asked["name"]]
    stamp = "-暂估" if run.result.provisional else ""
    name = f"{Path(asked['name']).stem}-测算{stamp}.xlsx"
    return Answer(json.dumps({"name": name}), {name: workbook_bytes(run)})


def _about(_: dict[str, Any], __: dict[str, bytes]) -> Answer:
    """Say which version this is."""
    return Answer(json.dumps({"version": __version__}))


_ANSWERS = {"price": _price, "workbook": _workbook, "about": _about}


def _this_month() -> Month:
    """Return the current month by the clock of the machine that shows the page."""
    today = datetime.now().astimezone()
    return Month.of(today.year, today.month)
