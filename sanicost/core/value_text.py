"""A figure's value as one line of text: in short for people, and as YAML that reads back."""

import json
import re
from decimal import Decimal

from sanicost.core.figures import Value, leaves
from sanicost.core.text import canonical, plain

_BARE = re.compile(r"[^\W\d_][\w/.-]*")
_NOT_TEXT = {"true", "false", "null"}


def value_text(value: Value) -> str:
    """Return a value as YAML in one line; an exact reading of it gives the value again.

    >>> value_text({"lower": Decimal("5510"), "upper": None})
    '{lower: 5510, upper: null}'
    >>> value_text([{"upto": Decimal(15), "per_year": Decimal(30)}, {"per_year": Decimal(20)}])
    '[{upto: 15, per_year: 30}, {per_year: 20}]'
    """
    if isinstance(value, dict):
        parts = (f"{_scalar(key)}: {value_text(part)}" for key, part in value.items())
        return f"{{{', '.join(parts)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(value_text, value))}]"
    return _scalar(value)


def _scalar(value: Decimal | str | int | None) -> str:
    """Return a single value; text that YAML would take for something else is quoted.

    >>> _scalar("minimum_wage"), _scalar("1.0"), _scalar("a: b")
    ('minimum_wage', '"1.0"', '"a: b"')
    """
    if value is None:
        return "null"
    if not isinstance(value, str):
        return plain(value) if isinstance(value, Decimal) else str(value)
    bare = _BARE.fullmatch(value) and value.lower() not in _NOT_TEXT
    return value if bare else json.dumps(value, ensure_ascii=False)


def in_short(value: Value) -> str:
    """Return a value for people.

    >>> in_short({"lower": Decimal("5510"), "upper": None})
    'lower=5510, upper='
    """
    if not isinstance(value, dict | list):
        return canonical(value)
    parts = leaves("", value)
    return ", ".join(f"{name.removeprefix('.')}={canonical(number)}" for name, number in parts)
