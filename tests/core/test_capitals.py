"""Capital numerals: the examples of specification §7, and numbers of every size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanicost.core.text import in_capitals

DIGITS = {digit: value for value, digit in enumerate("零壹贰叁肆伍陆柒捌玖")}
UNITS = {"拾": 10, "佰": 100, "仟": 1000}
BIG = {"万": 10**4, "亿": 10**8}


@pytest.mark.parametrize(
    ("fen", "expected"),
    [
        (334468958, "叁佰叁拾肆万肆仟陆佰捌拾玖元伍角捌分"),
        (634711200, "陆佰叁拾肆万柒仟壹佰壹拾贰元整"),
        (140950, "壹仟肆佰零玖元伍角整"),
        (1640902, "壹万陆仟肆佰零玖元零贰分"),
        (32504, "叁佰贰拾伍元零肆分"),
        (168032, "壹仟陆佰捌拾元叁角贰分"),
        (10700053, "壹拾万柒仟元伍角叁分"),
        (58, "伍角捌分"),
        (10000000, "壹拾万元整"),
        (100505, "壹仟零伍元零伍分"),
        (0, "零元整"),
        (1, "壹分"),
        (1000000000000, "壹佰亿元整"),
        (1000000010000, "壹佰亿零壹佰元整"),
    ],
)
def test_amounts_are_written_as_the_rules_for_bills_say(fen: int, expected: str) -> None:
    assert in_capitals(fen) == expected


def _value(text: str) -> int:
    """Read capital numerals by themselves: digits, units, 万 and 亿."""
    yuan_part, _, rest = text.rpartition("元") if "元" in text else ("", "", text)
    total = section = digit = 0
    for character in yuan_part:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in UNITS:
            section += digit * UNITS[character]
            digit = 0
        elif character == "亿":
            total = (total + section + digit) * BIG[character]
            section = digit = 0
        else:
            total += (section + digit) * BIG[character]
            section = digit = 0
    fen = (total + section + digit) * 100
    for unit, worth in (("角", 10), ("分", 1)):
        if unit in rest:
            fen += DIGITS[rest[rest.index(unit) - 1]] * worth
    return fen


@given(st.integers(min_value=1, max_value=10**13))
def test_every_amount_reads_back(fen: int) -> None:
    text = in_capitals(fen)
    assert _value(text) == fen
    assert "零零" not in text
    assert text.endswith("分") == (fen % 10 != 0)
