"""The words of units, from a city's folder: what is converted to the unit of a field, exactly."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from sanicost.city.files import ConfigRefused, mapping, texts
from sanicost.core.kinds import Number
from sanicost.core.text import folded
from sanicost.exact_yaml import Tree

_YUAN = "元"
_SEPARATORS = str.maketrans("", "", "·*×•.")
_SLASHES = re.compile("每|per|//")
_YEAR = re.compile(r"(19|20)\d{2}(年度?)?(/?\d{1,2}月?(\d{1,2}日)?)?")


def unit_key(word: str) -> str:
    """Return a unit for comparison: no white space, no dots, `每` as a slash.

    >>> unit_key("元 / 人·月"), unit_key("元每年")
    ('元/人月', '元/年')
    """
    bare = "".join(folded(word).lower().split()).translate(_SEPARATORS)
    return _SLASHES.sub("/", bare).removeprefix("/")


@dataclass(frozen=True)
class Units:
    """The words of `columns.yaml: units`."""

    yuan: tuple[str, ...]
    scales: Mapping[str, Fraction]
    of: Mapping[str, Mapping[str, Fraction]]
    others: tuple[str, ...]

    def factor(self, word: str, unit: str) -> Fraction | None:
        """Return how much of a field's unit a word is, None where it is not that for certain."""
        factors, key = self.of.get(unit, {}), unit_key(word)
        if key in factors:
            return factors[key]
        found = self._money.fullmatch(key) if _YUAN in factors else None
        if found is None or not (found["before"] or found["scale"] or found["yuan"]):
            return None
        factor = factors.get(_YUAN + found["rest"])
        scale = self.scales.get(found["scale"] or "", Fraction(1))
        return None if factor is None else factor * scale

    def is_unit(self, word: str) -> bool:
        """Return whether a word is made of words of units alone: a remark, or a year, is not."""
        key = unit_key(word)
        return bool(self._whole.fullmatch(key)) and not _YEAR.fullmatch(key)

    def fits_alike(self, word: str, unit: str) -> bool:
        """Return whether a word is of the same kind as a unit, if not of its period."""
        kind = unit.partition("/")[0]
        alike = (one for one in self.of if one.partition("/")[0] in _ALIKE.get(kind, (kind,)))
        return any(self.factor(word, one) is not None for one in alike)

    def expected(self, unit: str) -> str:
        """Return the words that a unit may be written as, for a message."""
        return "、".join(self.of.get(unit, ())) or unit

    @cached_property
    def _money(self) -> re.Pattern[str]:
        yuan, scale = _any(self.yuan), _any(self.scales)
        around = f"(?P<before>{yuan})?(?P<scale>{scale})?(?P<yuan>{yuan})?(?P<rest>.*)"
        return re.compile(around)

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        words = {
            part for factors in self.of.values() for word in factors for part in word.split("/")
        }
        every = _any([*words, *self.scales, *self.yuan, *self.others])
        return re.compile(rf"\d*(?:{every})(?:/?\d*(?:{every}))*")


_ALIKE = {"yuan": ("yuan", "amount"), "amount": ("yuan", "amount")}


def _any(words: Iterable[str]) -> str:
    """Return an expression that finds any of some words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def units_of(tree: Tree, where: str) -> Units:
    """Return the words of units; raise ConfigRefused where one is wrong, or a field has none."""
    parts = mapping(tree, where, {"yuan", "scales", "of", "others"})
    of = parts["of"]
    if not isinstance(of, dict):
        raise ConfigRefused(where, "of: a mapping is expected")
    return Units(
        yuan=tuple(map(unit_key, texts(parts["yuan"], f"{where}: yuan"))),
        scales=_factors(parts["scales"], f"{where}: scales"),
        of={str(name): _factors(each, f"{where}: of: {name}") for name, each in of.items()},
        others=tuple(map(unit_key, texts(parts["others"], f"{where}: others"))),
    )


def _factors(tree: Tree, where: str) -> dict[str, Fraction]:
    """Return words with what they stand for, as exact fractions."""
    if not isinstance(tree, dict):
        raise ConfigRefused(where, f"a mapping is expected, not {tree}")
    try:
        return {unit_key(str(word)): Fraction(str(factor)) for word, factor in tree.items()}
    except (ValueError, ZeroDivisionError):
        raise ConfigRefused(where, "a number or a fraction is expected") from None


def missing(units: Units, kinds: Iterable[Number]) -> set[str]:
    """Return the units of fields for which there are no words."""
    return {kind.unit for kind in kinds if kind.unit} - units.of.keys()
