"""Every clause of the law → what carries it out: lines, sums, guards, findings, assumptions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sanicost.core import assumptions, coverage, findings, guards, price
from sanicost.core.figures import Figure
from sanicost.core.rules import LINES

Kind: TypeAlias = Literal["line", "sum", "guard", "finding", "assumption", "figure"]
_OF_LINES = {line.name: (line.clause, line.clause.rstrip("123")) for line in LINES}
CLAUSES: Mapping[Kind, Mapping[str, tuple[str, ...]]] = {
    "line": {**_OF_LINES, "seniority_pay": ("三(三)", "三(三)2")},
    "sum": {**coverage.CLAUSES, **price.CLAUSES},
    "guard": guards.CLAUSES,
    "finding": findings.CLAUSES,
    "assumption": assumptions.CLAUSES,
}
"""By kind and name the clauses that each carries out; figures name their own in config/.

A line of a numbered item, as 三(六)2, carries out the clause above it, too.
"""


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One clause: its number, its name in both languages, and the tests that hold it."""

    number: str
    name: Mapping[str, str]
    tests: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Carrier:
    """Something that carries a clause out: a function, the code of a message, or a figure."""

    kind: Kind
    name: str


def carriers(number: str, figures: Mapping[str, Figure]) -> Iterator[Carrier]:
    """Yield everything that carries a clause out, lines first, figures last.

    A figure may name several clauses, as `三(二)、附件`.
    """
    for kind, named in CLAUSES.items():
        for name, numbers in named.items():
            if number in numbers:
                yield Carrier(kind=kind, name=name)
    for path, figure in figures.items():
        if number in figure.clause.split("、"):
            yield Carrier(kind="figure", name=path)
