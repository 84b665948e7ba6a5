"""Helpers that put rosters on disk and through the program, as an officer would."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sanicost.city import columns
from sanicost.core.estimate import Estimate, estimate
from sanicost.core.figures_in_use import unknown_figures
from sanicost.core.period import Month
from sanicost.embedded.canonical import Run
from sanicost.readers.overrides import overridden
from sanicost.readers.project import Options
from sanicost.readers.roster import read_roster
from sanicost.runs import City, price_in, published_city
from tests.random_rosters import random_roster

TODAY = Month.parse("2026-11")
MINIMAL = {
    "project": {"start": "2026-01", "months": 6},
    "positions": [{"title": "公厕保洁工", "headcount": 1}],
}

UNCERTAIN = {**MINIMAL, "project": {"start": "2025-01", "months": 6}}
"""Priced with the housing fund's limits of 2024-07, which are assumed: provisional (§2)."""


class _Dumper(yaml.SafeDumper):
    """Writes decimals as plain numbers, and equal parts twice rather than as aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _plain_number(dumper: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    text = format(value, "f")
    kind = "float" if "." in text else "int"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", text)


_Dumper.add_representer(Decimal, _plain_number)


def write_yaml(path: Path, roster: Mapping[str, Any]) -> Path:
    """Write a mapping as a YAML roster."""
    text = yaml.dump(dict(roster), Dumper=_Dumper, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")
    return path


def priced(folder: Path, roster: Mapping[str, Any], options: Options | None = None) -> Run:
    """Price a mapping through a YAML file."""
    path = write_yaml(folder / "roster.yaml", roster)
    return price_in(city(), path, options or Options(), TODAY)


def city() -> City:
    """Return the published figures and words of Guangzhou, read once for all tests of a process."""
    columns.use(_published().vocabulary.columns)
    return _published()


@cache
def _published() -> City:
    return published_city(None)


def random_estimate(folder: Path, seed: int) -> Estimate | None:
    """Price a random roster's basic cost alone; None where nobody knows a figure it needs."""
    path = write_yaml(folder / "roster.yaml", random_roster(seed))
    roster = read_roster(path, Options(), city().standard, city().vocabulary, TODAY).roster
    laid_over = overridden(city().standard, roster.overrides)
    return None if unknown_figures(roster, laid_over) else estimate(roster, laid_over)


def confirmed(run: Run) -> dict[str, Any]:
    """Return `figures` that give the one provisional figure of UNCERTAIN a source."""
    assert [one.figure for one in run.result.provisional] == ["housing_fund.base"]
    limits = {"lower": 2300, "upper": 40527}
    return {"housing_fund.base": {"value": limits, "source": "公告", "reason": "确认"}}
