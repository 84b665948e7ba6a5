"""The figures of the law in the words of the clauses: the first one, and each that replaces it."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from sanicost.core.estimate import Segment
from sanicost.core.evaluate import half_up
from sanicost.core.figures import MINIMUM_WAGE, Value
from sanicost.core.price import FEN
from sanicost.core.result import Result
from sanicost.core.text import money, plain
from sanicost.i18n.figures import part_name
from sanicost.writers.clauses.told import Told

Fact: TypeAlias = Callable[[Told], str]


def standard_wages(result: Result) -> list[int | None]:
    """Return ratio × minimum wage of each segment in fen, None where either is not known."""
    found: list[int | None] = []
    for segment in result.estimate.segments:
        figures = segment.state.figures
        ratio, wage = figures["base_wage_ratio"], figures[MINIMUM_WAGE]
        if ratio is None or wage is None:
            found.append(None)
        else:
            found.append(half_up(Fraction(ratio * wage * FEN)))
    return found


def base_wage(told: Told) -> str:
    """Return the least base wage from the first month on, and from each month that changes it."""
    unknown = told.wording.phrases["unknown"]
    texts = [unknown if fen is None else money(fen) for fen in standard_wages(told.result)]
    changes = _changes(told, texts)
    said = (told.wording.say("wage_from", month=month, amount=text) for month, text in changes)
    return told.wording.phrases["comma"].join(said)


def _changes(told: Told, texts: Sequence[str]) -> list[tuple[str, str]]:
    """Return month and text of the first segment, and of each whose text is another."""
    found: list[tuple[str, str]] = []
    for segment, text in zip(told.result.estimate.segments, texts, strict=True):
        if not found or found[-1][1] != text:
            found.append((told.month(segment.start), text))
    return found


def dated(text: Callable[[Told, Segment], str]) -> Fact:
    """Return the fact that says a text of the first segment, later ones in brackets."""

    def fact(told: Told) -> str:
        texts = [text(told, segment) for segment in told.result.estimate.segments]
        (_, first), *later = _changes(told, texts)
        if not later:
            return first
        say = told.wording.say
        words = (say("from_month", month=month, text=other) for month, other in later)
        return say("changed", first=first, later=told.wording.phrases["comma"].join(words))

    return fact


def as_plain(path: str) -> Fact:
    """Return the fact that says a figure as it stands."""

    def text(told: Told, segment: Segment) -> str:
        number = told.figures(segment).get(path)
        return told.wording.phrases["unknown"] if number is None else plain(number)

    return dated(text)


def as_percent(path: str) -> Fact:
    """Return the fact that says a figure in per cent."""

    def text(told: Told, segment: Segment) -> str:
        number = told.figures(segment).get(path)
        if number is None:
            return told.wording.phrases["unknown"]
        return told.wording.say("percent", number=plain(number * 100))

    return dated(text)


def rates(told: Told) -> str:
    """Return the employer's rate of each insurance."""
    names = told.wording.insurances.items()
    return told.listed(name + as_percent(f"{key}.rate")(told) for key, name in names)


def allowances(told: Told, segment: Segment) -> str:
    """Return the post allowance of each class."""
    stem = "post_allowance."
    return (
        told.listed(
            told.wording.say(
                "allowance", name=part_name(name.removeprefix(stem), "zh"), amount=plain(number)
            )
            for name, number in told.figures(segment).items()
            if name.startswith(stem) and number is not None
        )
        or told.wording.phrases["unknown"]
    )


def bands(told: Told, segment: Segment) -> str:
    """Return the marginal bands of seniority in words."""
    row = segment.state.rows["seniority_pay"]
    words, above = [], ""
    for band in row.value if row and isinstance(row.value, list) else []:
        words.append(_band(told, band, above))
        above = _number(band, "upto") or above
    return told.wording.phrases["semicolon"].join(words) or told.wording.phrases["unknown"]


def _band(told: Told, band: Value, above: str) -> str:
    """Return one band, `above` the years that the one before ends with."""
    say, pay, upto = told.wording.say, _number(band, "per_year"), _number(band, "upto")
    if upto and not above:
        return say("band_first", years=upto, pay=pay)
    if not above:
        return say("band_only", pay=pay)
    return say("band_above", years=above, pay=pay) if pay != "0" else say("band_rest", years=above)


def _number(band: Value, name: str) -> str:
    """Return a number of a band, "" where it has none."""
    number = band.get(name) if isinstance(band, dict) else None
    return plain(number) if isinstance(number, Decimal) else ""


def heat_months(told: Told, segment: Segment) -> str:
    """Return the first and the last calendar month of the heat season."""
    row = segment.state.rows["heat_allowance"]
    months = row.value.get("months") if row and isinstance(row.value, dict) else None
    listed = months if isinstance(months, list) else []
    numbers = [plain(number) for number in listed if isinstance(number, Decimal)]
    if not numbers:
        return told.wording.phrases["unknown"]
    return told.wording.say("months", first=numbers[0], last=numbers[-1])
