"""The plausible limits beside each figure: a slip of the decimal point lies outside them (§6)."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from sanicost.city.standard import config_folder
from sanicost.exact_yaml import Tree, load

Limits = tuple[str, Decimal, Decimal, Decimal]


def _figures() -> dict[str, dict[str | int, Tree]]:
    found: dict[str, dict[str | int, Tree]] = {}
    for path in sorted((config_folder() / "figures").glob("*.yaml")):
        tree = load(path.read_text("utf-8"))
        assert isinstance(tree, dict)
        found |= {str(name): one for name, one in tree.items() if isinstance(one, dict)}
    return found


def _numbers(value: Tree, limits: Tree, where: str) -> Iterator[Limits]:
    """Yield every number of a value with its limits, which have the shape of the unit."""
    if isinstance(value, list):
        assert isinstance(limits, list), where
        for part in value:
            yield from _numbers(part, limits[0], where)
    elif isinstance(value, dict):
        assert isinstance(limits, dict), where
        for key, part in value.items():
            yield from _numbers(part, limits[key], f"{where}.{key}")
    elif isinstance(value, Decimal):
        assert isinstance(limits, dict), where
        assert set(limits) == {"least", "most"}, where
        least, most = limits["least"], limits["most"]
        assert isinstance(least, Decimal), where
        assert isinstance(most, Decimal), where
        yield where, least, value, most


def _rows(figure: dict[str | int, Tree]) -> list[Tree]:
    values = figure["values"]
    assert isinstance(values, list)
    return [row["value"] for row in values if isinstance(row, dict)]


@pytest.mark.parametrize("name", sorted(_figures()))
def test_every_value_on_file_is_plausible(name: str) -> None:
    figure = _figures()[name]
    for value in _rows(figure):
        for where, least, number, most in _numbers(value, figure["plausible"], name):
            assert least <= number <= most, where


@pytest.mark.parametrize("name", sorted(name for name in _figures() if name.endswith(".rate")))
def test_a_rate_in_per_cent_is_not_plausible(name: str) -> None:
    # 7 instead of 0.07; a rate of zero tells nothing.
    figure = _figures()[name]
    for value in _rows(figure):
        for where, _, number, most in _numbers(value, figure["plausible"], name):
            assert number == 0 or number * 100 > most, where


def test_a_minimum_wage_in_fen_or_without_a_digit_is_not_plausible() -> None:
    figure = _figures()["minimum_wage"]
    for value in _rows(figure):
        for where, least, number, most in _numbers(value, figure["plausible"], "minimum_wage"):
            assert number * 100 > most, where
            assert number / 10 < least, where
