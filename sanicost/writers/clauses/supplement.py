"""The supplementary agreement of a repricing as a .docx: a city's wording, the amounts put in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sanicost.analysis.repricing import RepricedMonth, Repricing
from sanicost.city.files import ConfigRefused, load_tree, mapping, number, numbered, texts
from sanicost.core.period import Month
from sanicost.core.text import in_capitals, money
from sanicost.exact_yaml import Tree
from sanicost.i18n.figures import repriced_cause
from sanicost.writers.clauses.paper import Paper
from sanicost.writers.clauses.tables import ClauseTable

_FILE = "supplement.yaml"
_TABLES = ("causes", "months", "posts")
_COLUMNS = 3
_CONDITIONS = frozenset(
    {"signed", "carried", "more", "less", "rates", "bare", "paid", "uncertain", ""}
)
_WORDS = (
    *("title", "unnamed", "no_buyer", "listed", "month"),
    *("total", "provisional", "carried_forward"),
)


@dataclass(frozen=True, kw_only=True)
class AgreementArticle:
    """A paragraph, its heading "" where it goes on with the one before."""

    heading: str
    text: str
    when: str


@dataclass(frozen=True, kw_only=True)
class AgreementTableWords:
    """Caption of a table, and its headings with the width of each column in millimetres."""

    caption: str
    columns: tuple[tuple[str, float], ...]


@dataclass(frozen=True, kw_only=True)
class Supplement:
    """A city's words of the agreement, and what the workbook says below its months."""

    words: Mapping[str, str]
    parties: Sequence[str]
    articles: Sequence[AgreementArticle]
    tables: Mapping[str, AgreementTableWords]
    signatures: Sequence[str]
    notes: tuple[str, ...]


def load_supplement(folder: Path) -> Supplement:
    """Return the wording of a city's data folder; raise ConfigRefused where it is wrong."""
    lists = {"parties", "articles", "tables", "signatures", "notes"}
    of = mapping(load_tree(folder / _FILE), _FILE, {*_WORDS, *lists})
    tables = mapping(of["tables"], f"{_FILE}: tables", set(_TABLES))
    articles = numbered(of["articles"], f"{_FILE}: articles")
    return Supplement(
        words={name: str(of[name]) for name in _WORDS},
        parties=texts(of["parties"], f"{_FILE}: parties"),
        articles=[_article(tree, where) for where, tree in articles],
        tables={name: _table(tree, f"{_FILE}: {name}") for name, tree in tables.items()},
        signatures=texts(of["signatures"], f"{_FILE}: signatures"),
        notes=texts(of["notes"], f"{_FILE}: notes"),
    )


def _article(tree: Tree, where: str) -> AgreementArticle:
    """Return one article; raise ConfigRefused for a condition or a fact that is not known."""
    of = mapping(tree, where, {"heading", "text"}, {"heading", "text", "when"})
    found = AgreementArticle(
        heading=str(of["heading"]), text=str(of["text"]), when=str(of.get("when", ""))
    )
    if found.when not in _CONDITIONS:
        raise ConfigRefused(where, f"{found.when} is not known")
    try:
        found.text.format_map(dict.fromkeys(_FACTS, ""))
    except (KeyError, ValueError) as error:
        raise ConfigRefused(where, f"{error} is not known") from None
    return found


def _table(tree: Tree, where: str) -> AgreementTableWords:
    """Return the words of one table, which has three columns."""
    of = mapping(tree, where, {"caption", "columns"})
    columns = []
    for place, column in numbered(of["columns"], where):
        one = mapping(column, place, {"heading", "width"})
        columns.append((str(one["heading"]), float(number(one["width"], place))))
    if len(columns) != _COLUMNS:
        raise ConfigRefused(where, f"{_COLUMNS} columns are expected")
    return AgreementTableWords(caption=str(of["caption"]), columns=tuple(columns))


_FACTS = ("project", "buyer", "signed", "first", "last", "total", "capitals", "paid")
"""What the wording may ask for."""


def supplement_bytes(found: Repricing, wording: Supplement, identifier: str) -> bytes:
    """Return the agreement; the same repricing gives the same bytes.

    `identifier` stands in the properties of the document.
    """
    facts, holds = _facts(found, wording), _holding(found)
    paper = Paper(wording.words["title"].format_map(facts), identifier)
    for party in wording.parties:
        paper.article("", party.format_map(facts))
    for article in wording.articles:
        if article.when in holds:
            paper.article(
                article.heading, ("　" if article.heading else "") + article.text.format_map(facts)
            )
    for line in wording.signatures:
        paper.article("", line)
    rows = {"causes": _causes, "months": _months, "posts": _posts}
    for name, fill in rows.items():
        words = wording.tables[name]
        paper.table(ClauseTable(words.caption, words.columns, fill(found, wording.words), ""))
    return paper.data()


def _facts(found: Repricing, wording: Supplement) -> dict[str, str]:
    """Return all that the wording may ask for."""
    project = found.roster.project
    values = (
        project.name or wording.words["unnamed"],
        project.buyer or wording.words["no_buyer"],
        _month(found.signed, wording.words) if found.signed else "",
        _month(found.months[0].month, wording.words),
        _month(found.months[-1].month, wording.words),
        money(abs(found.total)),
        in_capitals(abs(found.total)),
        money(sum(found.paid_in(one.month) for one in found.months)),
    )
    return dict(zip(_FACTS, values, strict=True))


def _month(month: Month, words: Mapping[str, str]) -> str:
    """Return a month as official documents write it."""
    return words["month"].format(year=month.year, month=month.number)


def _holding(found: Repricing) -> set[str]:
    """Return the conditions that hold."""
    is_uncertain = any(one.provisional or one.carried_forward for one in found.months)
    return {
        "",
        "signed" if found.signed else "carried",
        "less" if found.total < 0 else "more",
        "rates" if found.with_rates else "bare",
        *(["paid"] if any(found.paid_in(one.month) for one in found.months) else []),
        *(["uncertain"] if is_uncertain or found.provisional else []),
    }


Rows = list[tuple[str, str, str]]


def _causes(found: Repricing, words: Mapping[str, str]) -> Rows:
    """Return each cause with its document and its amount over all months."""
    rows = [
        (repriced_cause(one.figure, found.standard, "zh"), one.source, money(one.amount))
        for one in found.cause_totals()
    ]
    return [*rows, (words["total"], "", money(found.total))]


def _months(found: Repricing, words: Mapping[str, str]) -> Rows:
    """Return each month's amount, marked where its figures are not certain."""
    rows = [
        (_month(one.month, words), money(found.due(one)), _marks(one, words))
        for one in found.months
    ]
    return [*rows, (words["total"], money(found.total), "")]


def _marks(one: RepricedMonth, words: Mapping[str, str]) -> str:
    """Return how certain a month is."""
    marks = (name for name in ("provisional", "carried_forward") if getattr(one, name))
    return words["listed"].join(words[name] for name in marks)


def _posts(found: Repricing, words: Mapping[str, str]) -> Rows:
    """Return heads and amount of each position, without charges and payments."""
    effects = [effect for one in found.months for effect in one.effects]
    rows = []
    for index, position in enumerate(found.roster.positions):
        fen = sum(effect.per_head(index) for effect in effects) * position.headcount
        name = "　".join(filter(None, (position.title, position.lot, position.street)))
        rows.append((name, str(position.headcount), money(fen)))
    heads = sum(position.headcount for position in found.roster.positions)
    total = sum(map(found.labour, found.months))
    return [*rows, (words["total"], str(heads), money(total))]
