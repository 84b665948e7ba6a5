"""The page's only way to the engine: a question in JSON goes in, an answer in JSON comes out.

It runs inside the page, on Python for the browser, and just as well on any other. It reads files,
asks `sanicost` and hands on what that says; the only sums made here are of its whole fen.
"""

import io
import json
import pickle
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp
from typing import Any, cast

from sanicost import __version__
from sanicost.core.capitals import in_capitals
from sanicost.core.causes import Comparison, compare
from sanicost.core.differences import LINES, runs, steps
from sanicost.core.estimate import Estimate, estimate
from sanicost.core.notices import Notice, Problem, Refused
from sanicost.core.outcome import Outcome, groups_of
from sanicost.core.parts import parts
from sanicost.core.period import Month
from sanicost.core.price import price
from sanicost.core.result import Run, Split
from sanicost.core.roster import RATE_NAMES, RateName, Roster
from sanicost.core.suppositions import broken, supposed
from sanicost.core.text import yuan
from sanicost.core.used import unknown_figures
from sanicost.messages import Lang, label, place, say
from sanicost.messages.causes import METHOD, cause_name
from sanicost.messages.figures import figure_name
from sanicost.messages.labels import LABELS
from sanicost.readers.document import FileRefused, Notes, Raw, shown
from sanicost.readers.project import Options
from sanicost.readers.repeated import refuse_repeated
from sanicost.readers.settings import SettingReader
from sanicost.readers.supposed_roster import invalid
from sanicost.runs import (
    City,
    load_city,
    price_in,
    price_part,
    refuse_street,
    refuse_tender,
    template,
    verify_workbook,
)
from sanicost.writers.json_comparing import comparison_document
from sanicost.writers.json_document import estimate_document, problems_document
from sanicost.writers.json_verify import verify_document

FILES = Path("/app")
"""Where the page keeps the figures and what was prepared of them."""
MAX_BYTES = 64 * 1024 * 1024
_EARLIEST = (1980, 1, 1, 0, 0, 0)
Asked = dict[str, Any]
Json = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What the page shows, as JSON, and files to download by name."""

    document: str
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass
class _Opened:
    """A file that was opened, and what it came to where it could be priced."""

    path: Path
    run: Run | None = None


@dataclass
class _Desk:
    """What lies on the officer's desk: the figures, and the files opened so far."""

    city: City
    config: Path | None
    folder: Path
    opened: dict[str, _Opened] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    def run(self, key: str) -> Run:
        """Return a priced roster that was opened before."""
        run = self.opened[key].run
        assert run is not None
        return run


def _prepared() -> _Desk:
    """Return an empty desk; in the page the figures were read when it was built."""
    folder = Path(mkdtemp())
    if not FILES.joinpath("city.pickle").exists():
        return _Desk(load_city(None), None, folder)
    city = pickle.loads(FILES.joinpath("city.pickle").read_bytes())
    return _Desk(cast(City, city), FILES / "config", folder)


_desk = _prepared()


def answer(question: str, files: Iterable[tuple[str, bytes]] = ()) -> Answer:
    """Return the answer to a question of the page; `files` are pairs of a name and its bytes.

    What the engine refuses is an answer: all that is wrong, each with its place and its words.
    """
    asked: Asked = json.loads(question)
    given = {str(name): bytes(data) for name, data in files}
    try:
        return _ANSWERS[asked["ask"]](asked, given)
    except FileRefused as refused:
        return _refused([refused.problem], asked)
    except Refused as refused:
        return _refused(refused.problems, asked)


def _refused(problems: list[Problem], asked: Asked) -> Answer:
    """Return all that is wrong, each also with the place in words."""
    document = json.loads(problems_document(problems, _lang(asked)))
    for one in document["problems"]:
        one["place"] = place(one["where"], _lang(asked))
    return _said({"outcome": "refused", **document})


def _said(document: Json, files: Mapping[str, bytes] | None = None) -> Answer:
    return Answer(json.dumps(document, ensure_ascii=False), files or {})


def _lang(asked: Asked) -> Lang:
    return "en" if asked.get("lang") == "en" else "zh"


def _this_month() -> Month:
    """Return the current month by the clock of the machine that shows the page."""
    today = datetime.now().astimezone()
    return Month.of(today.year, today.month)


# Opening and showing a roster


def _open(asked: Asked, files: dict[str, bytes]) -> Answer:
    """Price a file under its key; say what it comes to, or all that is wrong with it."""
    [(name, data)] = files.items()
    path = _desk.folder / asked["id"] / PurePosixPath(name).name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    opened = _desk.opened[asked["id"]] = _Opened(path)
    opened.run = price_in(_desk.city, path, Options(), _this_month())
    return _show(asked, {})


def _show(asked: Asked, _: dict[str, bytes]) -> Answer:
    """Say what a roster comes to, in the language asked for; a refused one is refused again."""
    lang, opened = _lang(asked), _desk.opened[asked["id"]]
    run = opened.run or price_in(_desk.city, opened.path, Options(), _this_month())
    result, priced = run.result, run.result.estimate
    roster = priced.roster
    names = {one.figure: figure_name(one, priced.standard, lang) for one in result.provisional}
    document: Json = {
        "outcome": "priced",
        "estimate": json.loads(estimate_document(run, lang)),
        "is_ours": run.is_reopened,
        "last": str(roster.period.last),
        "heads": sum(position.headcount for position in roster.positions),
        "figure_names": names,
        "lines": [{"name": n, "amount": yuan(fen)} for n, fen in _lines(priced).items() if fen],
        "classes": _classes(priced),
        "years": _years(priced),
        "rates": {n: _rate(roster, n) for n in RATE_NAMES},
    }
    return _said(document)


def _lines(priced: Estimate) -> dict[str, int]:
    """Return what each line comes to over the term, in fen, incentives with their on-cost last."""
    months = runs(priced, priced)
    return {name: sum(run.lines[name][0] * run.months for run in months) for name in LINES}


def _classes(priced: Estimate) -> list[Json]:
    """Return heads and basic cost of each class."""
    groups = groups_of(priced, {})
    return [
        {
            "post_class": number,
            "heads": sum(one.heads for one in groups if one.post_class == number),
            "amount": yuan(sum(one.labour_cost for one in groups if one.post_class == number)),
        }
        for number in sorted({one.post_class for one in groups})
    ]


def _years(priced: Estimate) -> list[Json]:
    """Return months and basic cost of each contract year."""
    period, count = priced.roster.period, len(priced.roster.positions)
    fen = dict.fromkeys(range(1, period.contract_years + 1), 0)
    for segment in priced.segments:
        fen[segment.contract_year] += sum(priced.segment_cost(segment, i) for i in range(count))
    months = {year: period.months_of_year(year) for year in fen}
    return [
        {"start": str(months[year][0]), "months": len(months[year]), "amount": yuan(amount)}
        for year, amount in fen.items()
    ]


def _rate(roster: Roster, name: RateName) -> str | None:
    """Return the rate of the whole tender as text, None where none was given."""
    rate = roster.prices.rates.get(name)
    return None if rate is None else format(rate, "f")


def _table(asked: Asked, _: dict[str, bytes]) -> Answer:
    """Return the cells of a file as its officer wrote them, sheet by sheet, for its problems."""
    path = _desk.opened[asked["id"]].path
    suffix = path.suffix.lower()
    if suffix in {".xlsx", ".xlsm"}:
        from python_calamine import CalamineWorkbook  # noqa: PLC0415 - only .xlsx pays

        with CalamineWorkbook.from_path(path) as book:
            rows = {name: book.get_sheet_by_name(name).to_python(False) for name in book.sheet_names}
    elif suffix == ".csv":
        from sanicost.readers.csv_file import read_csv  # noqa: PLC0415 - only .csv pays

        rows = {"": read_csv(path, Notes()).rows}
    else:
        text = path.read_text(encoding="utf-8", errors="replace")
        return _said({"text": text.splitlines()[:_MOST_ROWS]})
    sheets = [{"name": name, "rows": list(_cells(cells))} for name, cells in rows.items()]
    return _said({"sheets": sheets})


_MOST_ROWS, _MOST_COLUMNS, _MOST_LETTERS = 2_000, 60, 200


def _cells(rows: Iterable[Iterable[object]]) -> Iterator[list[str]]:
    """Yield rows of cells as text; what nobody would look at is left out."""
    for row, _ in zip(rows, range(_MOST_ROWS), strict=False):
        yield [_text(cell) for cell, _ in zip(row, range(_MOST_COLUMNS), strict=False)]


def _text(cell: object) -> str:
    """Return a cell as Excel shows it."""
    if isinstance(cell, float):
        return format(Decimal(format(cell, ".15g")), "f")
    return "" if cell is None else str(cell)[:_MOST_LETTERS]


# Files to download


def _workbook(asked: Asked, _: dict[str, bytes]) -> Answer:
    """Write the annex workbook of a priced roster."""
    from sanicost.writers.workbook import workbook_bytes  # noqa: PLC0415 - only to write one

    run, path = _desk.run(asked["id"]), _desk.opened[asked["id"]].path
    stamp = "-暂估" if run.result.provisional else ""
    return _said({}, {f"{path.stem}-测算{stamp}.xlsx": workbook_bytes(run)})


def _pack(asked: Asked, _: dict[str, bytes]) -> Answer:
    """Write the tender pack of a priced roster as a .zip of its folder."""
    from sanicost.writers.pack import pack  # noqa: PLC0415 - only to write one

    run, path = _desk.run(asked["id"]), _desk.opened[asked["id"]].path
    by = cast(Split | None, asked.get("split") or None)
    refuse_tender(run, by)
    split = parts(run.result, by) if by else ()
    files = pack(run, ((part, price_part(run, part)) for part in split))
    name = f"{path.stem}-招标附件"
    inside = {f"{name}/{file}": data for file, data in files.items()}
    return _said({"files": list(files)}, {f"{name}.zip": _zipped(inside)})


def _result(asked: Asked, _: dict[str, bytes]) -> Answer:
    """Work off one roster of many as a batch does, its name being its path inside its folder."""
    from sanicost.batch.jobs import Settings  # noqa: PLC0415 - only for many rosters
    from sanicost.batch.sources import job_of  # noqa: PLC0415
    from sanicost.batch.work import price_job  # noqa: PLC0415

    path = _desk.opened[asked["id"]].path
    settings = Settings(folder=_desk.folder / "batch", today=_this_month(), config=_desk.config)
    record = price_job(job_of(path, asked["name"], Options()), settings)
    _desk.outcomes[asked["id"]] = record.outcome
    return _said({"status": str(record.outcome.status)})


def _results(asked: Asked, _: dict[str, bytes]) -> Answer:
    """Write what a batch of rosters came to: their workbooks, 汇总.xlsx and the problems."""
    from sanicost.writers.batch.problems import write_problems  # noqa: PLC0415 - only for many
    from sanicost.writers.batch.summary import write_summary  # noqa: PLC0415

    outcomes = sorted((_desk.outcomes[key] for key in asked["ids"]), key=lambda one: one.roster)
    summary, problems = io.BytesIO(), io.BytesIO()
    write_summary(summary, lambda: outcomes)
    write_problems(problems, lambda: outcomes)
    files = {"汇总.xlsx": summary.getvalue(), "problems.xlsx": problems.getvalue()}
    for one in outcomes:
        if one.output:
            files[one.output] = _desk.folder.joinpath("batch", one.output).read_bytes()
    return _said({"files": list(files)}, {"测算结果.zip": _zipped(files)})


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of files, the same for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def _blank(asked: Asked, _: dict[str, bytes]) -> Answer:
    """Write the blank roster of a level."""
    level = "district" if asked["level"] == "district" else "street"
    return _said({}, {"岗位表-模板.xlsx": template(level, _desk.config)})


# A roster that is filled in, or put right, on the page

def _take(asked: Asked, _: dict[str, bytes]) -> Answer:
    """Return what a file says, field by field as text, whatever is wrong with it."""
    from sanicost.readers.files import document_of_file  # noqa: PLC0415 - only to fill in

    document = document_of_file(_desk.opened[asked["id"]].path, _desk.city.vocabulary, Notes())
    rates = {
        str(raw.value): shown(rate.value)
        for item in document.rates
        if (raw := item.fields.get("name")) and (rate := item.fields.get("rate"))
        if not item.fields.get("lot") or item.fields["lot"].is_blank
    }
    return _said(
        {
            "project": _typed(document.project),
            "positions": [_typed(item.fields) for item in document.positions],
            "other_costs": [_typed(item.fields) for item in document.other_costs],
            "rates": rates,
            "others": len(document.figures) + len(document.rates) - len(rates),
        }
    )


def _typed(fields: Mapping[str, Raw]) -> dict[str, str]:
    """Return the fields of a row as an officer would type them."""
    return {name: _as_typed(raw.value) for name, raw in fields.items() if not raw.is_blank}


def _as_typed(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f"{value:%Y-%m}"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _roster(asked: Asked, _: dict[str, bytes]) -> Answer:
    """Write what was filled in as an .xlsx that the command line reads."""
    from roster import roster_bytes  # noqa: PLC0415 - stands beside this module in the page

    form, headings = asked["form"], _headings()
    rates = [{"name": headings["rates"][n], "rate": r} for n, r in form["rates"].items() if r]
    costs = [*form["other_costs"], *rates]
    project = {headings["project"][n]: text for n, text in form["project"].items() if text}
    sheets = {headings["sheets"]["positions"]: (headings["positions"], form["positions"])}
    if costs:
        sheets[headings["sheets"]["price"]] = (headings["price"], costs)
    data = roster_bytes(sheets, (headings["sheets"]["project"], project))
    return _said({}, {"岗位表.xlsx": data})


def _headings() -> dict[str, dict[str, str]]:
    """Return the first word that officers use for each sheet and field, by its kind."""
    vocabulary = _desk.city.vocabulary
    found: dict[str, dict[str, str]] = {"positions": dict(vocabulary.labels)}
    for kind, words in (("sheets", "sheets"), ("project", "project"), ("price", "price")):
        found[kind] = _first(vocabulary.headings[words])
    return found | {"rates": _first(vocabulary.headings["price_rows"])}


def _first(words: Mapping[str, str]) -> dict[str, str]:
    """Return for each name the first word that stands for it."""
    return {name: word for word, name in reversed(words.items())}


def _choices() -> dict[str, list[str]]:
    """Return the words from which a field is chosen."""
    vocabulary = _desk.city.vocabulary
    found = {field: list(_first(words).values()) for field, words in vocabulary.choices.items()}
    found["work_pattern"] = [label(name, "zh") for name in vocabulary.patterns]
    found["lot_all"] = list(_first(vocabulary.choices["lot_all"]).values())
    return {field: list(reversed(words)) for field, words in found.items()}


# What if, and why


def _try(asked: Asked, _: dict[str, bytes]) -> Answer:
    """Say what the ceiling would be with other assumptions, and by which cause it moves."""
    base = _desk.run(asked["id"])
    changes = asked["changes"]
    roster, standard, found = _supposed(asked, changes)
    changed = estimate(roster, standard)
    comparison = compare(base.result.estimate, changed)
    notices = broken(found.roster, found.settings, roster, standard)
    before, after = price(base.result.estimate), price(changed)
    pairs = steps(before, after)
    lang = _lang(asked)
    document: Json = {
        "outcome": "tried",
        "ceiling": yuan(after.ceiling),
        "ceiling_in_words": in_capitals(after.ceiling),
        "heads": sum(position.headcount for position in roster.positions),
        "months": roster.period.months,
        "steps": [
            {"name": n, "base": yuan(a), "supposed": yuan(b), "difference": yuan(b - a)}
            for n, (a, b) in pairs.items()
        ],
        "against_law": [{"code": n.code, "message": say(n, lang)} for n in notices],
        **_causes(comparison, changed, lang),
    }
    return _said(document)


@dataclass(frozen=True)
class _Base:
    """The roster that suppositions are laid over, and what was read of them."""

    roster: Roster
    settings: tuple[Any, ...]


def _supposed(asked: Asked, changes: Json) -> tuple[Roster, Any, _Base]:
    """Return roster and figures as they are supposed; raise Refused where that is no roster."""
    run, path = _desk.run(asked["id"]), _desk.opened[asked["id"]].path
    if changes.get("start") or changes.get("months"):
        run = price_in(_desk.city, path, _period(changes), _this_month())
    refuse_street(run)
    base, vocabulary, notes = run.result.estimate, _desk.city.vocabulary, Notes()
    read = SettingReader(base.roster, base.standard, vocabulary, notes).read(changes["settings"])
    refuse_repeated(read, notes)
    rates = _rates(base.roster, changes.get("rates") or {}, notes)
    if notes.problems:
        raise Refused(notes.problems)
    roster, standard = supposed(base.roster, base.standard, read)
    problems = invalid(base.roster, roster, read, vocabulary) + unknown_figures(roster, standard)
    if problems:
        raise Refused(problems)
    prices = replace(roster.prices, rates=rates)
    return replace(roster, prices=prices), standard, _Base(base.roster, tuple(read))


def _period(changes: Json) -> Options:
    """Return the period that is supposed; raise Refused for what is no month or number."""
    problems: list[Problem] = []
    start = months = None
    if changes.get("start"):
        try:
            start = Month.parse(changes["start"])
        except ValueError:
            params = {"found": str(changes["start"])}
            problems.append(Problem(code="not-a-month", where="--start", params=params))
    if changes.get("months"):
        months = int(changes["months"]) if str(changes["months"]).isdecimal() else 0
    if problems:
        raise Refused(problems)
    return Options(start=start, months=months)


def _rates(roster: Roster, given: Json, notes: Notes) -> dict[RateName, Decimal]:
    """Return the rates of the tender with those that are supposed; a blank one is none."""
    from sanicost.readers import fields  # noqa: PLC0415 - only a supposition pays
    from sanicost.readers.document import Raw  # noqa: PLC0415

    rates = dict(roster.prices.rates)
    for name in RATE_NAMES:
        if name in given:
            rate = fields.number(Raw(str(given[name]), label(name, "zh")), fields.RATE, notes)
            rates.pop(name, None)
            if rate is not None:
                rates[name] = rate
    return rates


def _causes(comparison: Comparison, after: Estimate, lang: Lang) -> Json:
    """Return what leads from one ceiling to the other, each cause by its name in words."""
    return {
        "before": yuan(comparison.before),
        "after": yuan(comparison.after),
        "difference": yuan(comparison.difference),
        "causes": [
            {"name": cause_name(one.name, after.standard, lang), "amount": yuan(one.amount)}
            for one in comparison.causes
        ],
        "method": METHOD[0 if lang == "zh" else 1],
    }


def _explain(asked: Asked, _: dict[str, bytes]) -> Answer:
    """Say where an amount comes from: the tree of rules, figures and inputs behind it."""
    from sanicost.writers.explanation import Question, explained  # noqa: PLC0415 - when asked
    from sanicost.writers.json_explanation import explanation_document  # noqa: PLC0415

    month = Month.parse(asked["month"]) if asked.get("month") else None
    question = Question(target=asked["target"], line=asked.get("line", ""), month=month)
    patterns = _desk.city.vocabulary.patterns
    found = explained(_desk.run(asked["id"]), question, _lang(asked), patterns)
    return _said({"outcome": "explained", **json.loads(explanation_document(found))})


# Workbooks of ours


def _verify(asked: Asked, _: dict[str, bytes]) -> Answer:
    """Say whether a workbook of ours is as it was written, or every edit in it."""
    from sanicost.messages.verification import KINDS  # noqa: PLC0415 - only to verify

    verdict = verify_workbook(_desk.opened[asked["id"]].path, _desk.config)
    document = json.loads(verify_document(verdict))
    for one in document["differences"]:
        one["kind_name"] = KINDS[one["kind"]][0 if _lang(asked) == "zh" else 1]
    return _said({**document, "outcome": "verified"})


def _compare(asked: Asked, _: dict[str, bytes]) -> Answer:
    """Say why the ceiling of one roster differs from that of another."""
    before, after = (_desk.run(key).result.estimate for key in asked["ids"])
    comparison, lang = compare(before, after), _lang(asked)
    document: Json = json.loads(comparison_document(comparison))
    for changed in document["changed"]:
        for one in changed["fields"]:
            one["name"] = label(one["field"], lang)
    return _said({**document, "outcome": "compared", **_causes(comparison, after, lang)})


def _comparison(asked: Asked, _: dict[str, bytes]) -> Answer:
    """Write the workbook of a comparison."""
    from sanicost.core.idle import idle_overrides  # noqa: PLC0415 - only to write one
    from sanicost.writers.workbook.waterfall import comparison_bytes  # noqa: PLC0415

    before, after = (_desk.run(key) for key in asked["ids"])
    names = [_desk.opened[key].path.name for key in asked["ids"]]
    comparison = compare(before.result.estimate, after.result.estimate)
    idle = idle_overrides(before.result, after.result)
    data = comparison_bytes(comparison, after, (names[0], names[1]), idle)
    return _said({}, {"限价对比.xlsx": data})


# Words


def _about(asked: Asked, _: dict[str, bytes]) -> Answer:
    """Return the version, and the words that the page offers."""
    lang, vocabulary = _lang(asked), _desk.city.vocabulary
    posts = [
        {"title": one.title, "post_class": one.post_class, "aliases": list(one.aliases)}
        for one in vocabulary.posts
    ]
    document: Json = {
        "version": __version__,
        "labels": {name: label(name, lang) for name in LABELS},
        "posts": posts,
        "patterns": list(vocabulary.patterns),
        "headings": _headings(),
        "choices": _choices(),
        "districts": {name: list(streets) for name, streets in vocabulary.districts.items()},
        "figures": [
            {"path": path, "name": figure.name[lang]}
            for path, figure in _desk.city.standard.figures.items()
        ],
    }
    return _said(document)


def _close(asked: Asked, _: dict[str, bytes]) -> Answer:
    """Forget a file."""
    _desk.opened.pop(asked["id"], None)
    return _said({})


_ANSWERS: dict[str, Callable[[Asked, dict[str, bytes]], Answer]] = {
    "about": _about,
    "open": _open,
    "show": _show,
    "table": _table,
    "workbook": _workbook,
    "pack": _pack,
    "take": _take,
    "roster": _roster,
    "result": _result,
    "results": _results,
    "blank": _blank,
    "try": _try,
    "explain": _explain,
    "verify": _verify,
    "compare": _compare,
    "comparison": _comparison,
    "close": _close,
}
