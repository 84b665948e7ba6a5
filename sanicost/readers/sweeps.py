"""Ranges of the command line: `seniority_years=5..20`, `minimum_wage=2500..3000:50@2027-07`."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from sanicost.core.hypothesis import FieldSetting, Setting
from sanicost.readers.document import Notes
from sanicost.readers.setting_fields import CHOICES, TEXTS
from sanicost.readers.settings import SettingReader

MAX_SETTINGS = 10_000
_RANGE = re.compile(r"(.+?)\.\.(.+?)(?::(.+))?")
_NUMBER = re.compile(r"\d{1,12}(\.\d{1,6})?")


@dataclass(frozen=True)
class Sweep:
    """A supposition with a number of values, one after the other."""

    settings: tuple[Setting, ...]
    values: tuple[Decimal, ...]
    name: str


def read_sweep(text: str, reader: SettingReader, notes: Notes) -> Sweep | None:
    """Return the suppositions of a range, a step of 1 unless given; None after a problem.

    The ends and the second value are checked; what lies between is then as good.
    """
    where = f"--sweep {text}"
    written = reader.written(text, where)
    if written is None:
        return None
    if reader.field(written) in (*TEXTS, *CHOICES):
        notes.problem("sweep-needs-number", where, found=written.name)
        return None
    values = _values(written.value, where, notes)
    if not values:
        return None
    ends = dict.fromkeys((*values[:2], values[-1]))
    checked = [one for value in ends for one in reader.made(written, value)]
    if len(checked) < len(ends):
        return None
    setting = checked[0]
    supposed = setting.field if isinstance(setting, FieldSetting) else setting.leaf
    if isinstance(setting.value, dict | list):
        notes.problem("sweep-needs-number", where, found=supposed)
        return None
    settings = tuple(_at(setting, value) for value in values)
    month = f"@{written.start}" if written.start else ""
    row = f"[{written.row}]." if written.row else ""
    return Sweep(settings, values, f"{row}{supposed}{month}")


def _at(setting: Setting, value: Decimal) -> Setting:
    """Return the supposition with another number."""
    if isinstance(setting, FieldSetting):
        whole = isinstance(setting.value, int)
        return replace(setting, value=int(value) if whole else value)
    return replace(setting, value=value)


def _values(text: str, where: str, notes: Notes) -> tuple[Decimal, ...]:
    """Return the numbers of FIRST..LAST or FIRST..LAST:STEP, none after a problem."""
    found = _RANGE.fullmatch(text)
    parts = [part.strip() for part in (*found.groups()[:2], found[3] or "1")] if found else []
    if not parts or not all(_NUMBER.fullmatch(part) for part in parts):
        notes.problem("sweep-range-expected", where, found=text)
        return ()
    first, last, step = map(Decimal, parts)
    if step == 0 or last < first:
        notes.problem("sweep-range-expected", where, found=text)
        return ()
    count = int((last - first) / step) + 1
    if count > MAX_SETTINGS:
        notes.problem("sweep-too-long", where, found=count, most=MAX_SETTINGS)
        return ()
    return tuple(first + step * number for number in range(count))
