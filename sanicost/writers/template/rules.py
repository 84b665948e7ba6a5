"""What a cell of the blank roster admits, in the words of a spreadsheet program."""

from decimal import Decimal
from typing import TypeAlias

from sanicost.core.text import column_letters, plain
from sanicost.writers.template.content import OPEN_LISTS, Field, Kind

Rule: TypeAlias = dict[str, object]
"""A data validation as XlsxWriter takes it."""


def rule_of(field: Field, choices: str | None, first: tuple[int, int]) -> Rule | None:
    """Return the rule for the cells of a field, None where any text will do.

    `choices` is where its list stands, `first` the first cell, from which a formula moves along.
    """
    if field.kind and choices:
        return _either(field.label, field.kind, choices, first)
    if field.kind:
        return _number(field.label, field.kind)
    if choices:
        return _list(field, choices)
    return None


def limits(kind: Kind) -> tuple[Decimal, Decimal]:
    """Return the least and the most that a kind of number admits."""
    step = Decimal(1).scaleb(-kind.decimals) if kind.above_least else Decimal(0)
    return kind.least + step, kind.most


def _list(field: Field, choices: str) -> Rule:
    """Return a drop-down; an open one only warns of what it does not know."""
    is_open = field.key in OPEN_LISTS
    said = "该内容不在下拉列表中。确实无误可以继续。" if is_open else "请从下拉列表选取。"
    return {
        "validate": "list",
        "source": f"={choices}",
        "error_type": "warning" if is_open else "stop",
        "error_title": field.label,
        "error_message": said,
    }


def _number(label: str, kind: Kind) -> Rule:
    """Return the limits of a number."""
    least, most = limits(kind)
    return {
        "validate": "decimal" if kind.decimals else "integer",
        "criteria": "between",
        "minimum": least,
        "maximum": most,
        "error_title": label,
        "error_message": f"{_called(kind)}，{plain(least)} 至 {plain(most)}。",
    }


def _either(label: str, kind: Kind, choices: str, first: tuple[int, int]) -> Rule:
    """Return a rule for a number that may also be one of a few words."""
    cell = f"{column_letters(first[1] + 1)}{first[0] + 1}"
    least, most = limits(kind)
    number = f"AND(ISNUMBER({cell}),{cell}>={plain(least)},{cell}<={plain(most)})"
    words = "，或“选项”中的文字"
    return {
        "validate": "custom",
        "value": f"=OR(COUNTIF({choices},{cell})>0,{number})",
        "error_title": label,
        "error_message": f"{_called(kind)}，{plain(least)} 至 {plain(most)}{words}。",
    }


def _called(kind: Kind) -> str:
    """Return what a kind of number is called."""
    return f"应为数字，最多 {kind.decimals} 位小数" if kind.decimals else "应为整数"
