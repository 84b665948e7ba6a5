"""What a tender puts into the wording of its clauses: every value as text, by its name."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from sanicost.core.estimate import Segment
from sanicost.core.figures import Value
from sanicost.core.period import Month
from sanicost.core.result import Result
from sanicost.core.roster import RATE_NAMES, Insurance
from sanicost.core.text import in_capitals, money, plain
from sanicost.embedded.canonical import Run
from sanicost.i18n import label
from sanicost.i18n.figures import part_name

UNKNOWN = "【待填】"
"""What stands for a figure that the rules of the month do not give."""
_INSURANCES = ("pension", "medical", "maternity", "unemployment", "work_injury")
_LIMITS = {
    "hours_per_week": "hours_per_week",
    "rest_days_per_week": "rest_days_per_week",
    "extra_day_usual": "extra_hours_per_day_usual",
    "extra_day_special": "extra_hours_per_day_special",
    "extra_month": "extra_hours_per_month",
}
_MULTIPLES = ("extended", "rest_day", "statutory_holiday")


def facts(run: Run) -> dict[str, str]:
    """Return all that the wording names; a figure that moves in the period with each change."""
    result = run.result
    return {**_period(run), **_staff(result), **_law(result), **_price(result)}


def span(fens: Iterable[int], between: str = "至") -> str:
    """Return one amount of several, or the lowest and the highest.

    >>> span([100, 250]), span([100, 100])
    ('1.00至2.50', '1.00')
    """
    amounts = sorted(set(fens))
    return between.join(money(fen) for fen in dict.fromkeys((amounts[0], amounts[-1])))


def in_words(month: Month) -> str:
    """Return a month as official documents write it.

    >>> in_words(Month.parse("2027-01"))
    '2027年1月'
    """
    return f"{month.year}年{month.number}月"


def sensitivity_table(result: Result) -> str:
    """Return the number of the last table: lots have one before it."""
    return "表4" if result.estimate.roster.lots else "表3"


def documents(result: Result) -> str:
    """Return the editions of the rules that price the period."""
    estimate = result.estimate
    period = estimate.roster.period
    found = [estimate.standard.document(period.figures_month(s.start)) for s in estimate.segments]
    return "、".join(dict.fromkeys(one.title for one in found if one)) or UNKNOWN


def _period(run: Run) -> dict[str, str]:
    """Return the rules and the period."""
    period = run.result.estimate.roster.period
    return {
        "documents": documents(run.result),
        "start": in_words(period.start),
        "last": in_words(period.last),
        "months": str(period.months),
        "sha": run.inputs.sha256[:16],
        "provisional_count": str(len(run.result.provisional)),
    }


def _staff(result: Result) -> dict[str, str]:
    """Return heads, relief heads and those insured against work injury alone."""
    roster = result.estimate.roster
    relief = sum(position.relief_headcount or 0 for position in roster.positions)
    alone = [p.headcount for p in roster.positions if p.insurance is Insurance.INJURY_ONLY]
    return {
        "heads": str(sum(position.headcount for position in roster.positions)),
        "relief": f"其中轮休顶班{relief}人，已含在人数内。" if relief else "",
        "injury_only": f"本项目有{sum(alone)}人只计列工伤保险费。" if alone else "",
        "lots_reference": "，各包组的人数和限价见表3" if roster.lots else "",
        "lots_ceilings": "，各包组的限价见表3" if roster.lots else "",
    }


def _law(result: Result) -> dict[str, str]:
    """Return the figures in force in the first month, and what they are from later months on."""
    segments = result.estimate.segments
    texts = [_in_force(segment) for segment in segments]
    dated = {
        name: _changes(segments, [of_segment[name] for of_segment in texts]) for name in texts[0]
    }
    found = {name: _with_changes(changes) for name, changes in dated.items()}
    wages = _changes(segments, [span(segment.amounts["base_wage"]) for segment in segments])
    return {
        **found,
        "base_wage": "，".join(f"{month}起为{amount}元" for month, amount in wages),
        "insurance_rates": "、".join(
            label(name, "zh").removesuffix("费") + found[f"{name}_rate"] for name in _INSURANCES
        ),
    }


def _changes(segments: Sequence[Segment], texts: Sequence[str]) -> list[tuple[str, str]]:
    """Return month and text of the first segment, and of each whose text is another."""
    found: list[tuple[str, str]] = []
    for segment, text in zip(segments, texts, strict=True):
        if not found or found[-1][1] != text:
            found.append((in_words(segment.start), text))
    return found


def _with_changes(changes: Sequence[tuple[str, str]]) -> str:
    """Return the first text, with the later ones in brackets.

    >>> _with_changes([("2027年1月", "16%")])
    '16%'
    >>> _with_changes([("2027年1月", "16%"), ("2028年1月", "15%")])
    '16%（2028年1月起15%）'
    """
    (_, first), *later = changes
    words = "，".join(f"{month}起{text}" for month, text in later)
    return f"{first}（{words}）" if later else first


def _in_force(segment: Segment) -> dict[str, str]:
    """Return the figures of one segment's months."""
    figures = segment.state.figures()
    numbers = {name: number for name, number in figures.items() if number is not None}
    limits = {name: f"working_time_limits.{path}" for name, path in _LIMITS.items()}
    plainly = {
        **limits,
        "hours_per_day": "hours_per_day",
        "heat_month": "heat_allowance.month",
        "heat_day": "heat_allowance.day",
        "paid_days": "paid_days_per_month",
        "holiday_money": "holiday_money",
    }
    percent = {
        "base_wage_ratio": "base_wage_ratio",
        "unused_leave": "unused_leave_multiple",
        **{name: f"overtime_multiples.{name}" for name in _MULTIPLES},
        **{f"{name}_rate": f"{name}.rate" for name in (*_INSURANCES, "housing_fund")},
    }
    rows = segment.state.rows
    return {
        **{name: _plain(numbers.get(path)) for name, path in plainly.items()},
        **{name: _percent(numbers.get(path)) for name, path in percent.items()},
        "post_allowance": _allowances(numbers),
        "seniority_pay": _bands(row.value if (row := rows["seniority_pay"]) else None),
        "heat_months": _months(row.value if (row := rows["heat_allowance"]) else None),
    }


def _plain(number: Decimal | None) -> str:
    return UNKNOWN if number is None else plain(number)


def _percent(number: Decimal | None) -> str:
    return UNKNOWN if number is None else f"{plain(number * 100)}%"


def _allowances(numbers: dict[str, Decimal]) -> str:
    """Return the post allowance of each class."""
    stem = "post_allowance."
    parts = [
        f"{part_name(name.removeprefix(stem), 'zh')}岗位{plain(number)}元"
        for name, number in numbers.items()
        if name.startswith(stem)
    ]
    return "、".join(parts) or UNKNOWN


def _bands(scale: Value) -> str:
    """Return the marginal bands of seniority in words."""
    words = []
    above = ""
    for band in scale if isinstance(scale, list) else []:
        if not isinstance(band, dict) or not isinstance(pay := band["per_year"], Decimal):
            continue
        upto = band.get("upto")
        years = (
            f"累计{plain(upto)}年以下部分" if isinstance(upto, Decimal) else f"超过{above}年部分"
        )
        words.append(f"{years}每满1年每月{plain(pay)}元")
        above = plain(upto) if isinstance(upto, Decimal) else above
    return "，".join(words) or UNKNOWN


def _months(value: Value) -> str:
    """Return the first and the last calendar month of the heat season."""
    months = value.get("months") if isinstance(value, dict) else None
    listed = months if isinstance(months, list) else []
    numbers = [plain(number) for number in listed if isinstance(number, Decimal)]
    return f"{numbers[0]}月至{numbers[-1]}" if numbers else UNKNOWN


def _price(result: Result) -> dict[str, str]:
    """Return the ceiling and what it does not hold."""
    price = result.price
    absent = [label(name, "zh") for name in RATE_NAMES if price.charge(name) is None]
    return {
        "ceiling": money(price.ceiling),
        "ceiling_capitals": in_capitals(price.ceiling),
        "labour_cost": money(price.labour_cost),
        "absent": f"限价未计列{'、'.join(absent)}。" if absent else "",
        "sensitivity_table": sensitivity_table(result),
    }
