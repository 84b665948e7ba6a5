"""What an edit is: its kind, its place, what stands there and what was written."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "sheet-added",
    "sheet-removed",
    "sheet-renamed",
    "sheet-moved",
    "sheet-hidden",
    "row-inserted",
    "row-deleted",
    "row-hidden",
    "column-inserted",
    "column-deleted",
    "column-hidden",
    "value",
    "formula",
    "formula-replaced",
    "formula-added",
    "cached-value",
    "carried-input",
    "format",
    "footer",
]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One edit: where it is, what stands there, what was written there, and from what."""

    where: str
    kind: Kind
    found: str
    expected: str
    source: str = ""
