"""What a settlement workbook carries: its contract, how it was settled, the hashes of its files.

The attendance itself is not carried: who checks the workbook lays the files beside it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path

from sanicost.core.figures import Standard
from sanicost.core.period import Month
from sanicost.embedded.canonical import CanonicalInputs, Run, Section, with_settling
from sanicost.embedded.reading import later_standard
from sanicost.readers.document import FileRefused
from sanicost.readers.files import readable
from sanicost.runs import City
from sanicost.settlement.checks import Calendar
from sanicost.settlement.passes import settle
from sanicost.settlement.settlement import Basis, Settlement, SettlementScope
from sanicost.settlement.terms import HalfYear, Terms
from sanicost.settlement.words import load_words

SETTLEMENT = "settlement"
"""The section by which a settlement workbook is known."""
_ATTENDANCE = "attendance"
_YES, _NO = "yes", "no"


@dataclass(frozen=True, kw_only=True)
class Origin:
    """The contract as it was priced, and what the settlement was asked for."""

    contract: Run
    asked: SettlementScope
    today: Month


def settlement_inputs(settlement: Settlement, origin: Origin) -> CanonicalInputs:
    """Return the inputs of the contract with all else that decides the settlement.

    Raises FileRefused where a file of the attendance can no longer be read.
    """
    terms, asked = settlement.terms, origin.asked
    pairs = (
        ("from", str(asked.months[0])),
        ("to", str(asked.months[-1])),
        ("half_year", terms.half_year),
        ("leave_in_full", _YES if terms.leave_in_full else _NO),
        ("names", _YES if asked.names else _NO),
        ("today", str(origin.today)),
        *(("tolerate", code) for code in sorted(asked.tolerate)),
    )
    return with_settling(
        origin.contract.inputs,
        terms.contract.standard,
        terms.standard,
        Section(SETTLEMENT, ("key", "value"), pairs),
        Section(_ATTENDANCE, ("file", "sha256"), tuple((p.name, _hash(p)) for p in asked.files)),
    )


def _hash(path: Path) -> str:
    """Return the hash of a file."""
    with readable(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def rewritten_settlement(city: City, run: Run, inputs: CanonicalInputs, folder: Path) -> bytes:
    """Return the workbook that some inputs give, settled anew by the files in a folder.

    Raises FileRefused where a file is missing there, or is another one than it was.
    """
    from sanicost.settlement.workbook import settlement_bytes  # noqa: PLC0415 - only to write

    found, origin = settled_again(city, run, inputs, folder)
    return settlement_bytes(found, origin)


def settled_again(
    city: City, run: Run, inputs: CanonicalInputs, folder: Path
) -> tuple[Settlement, Origin]:
    """Return what some inputs give, settled by the files in a folder, and what they asked for.

    Raises what `rewritten_settlement` raises.
    """
    contract = run.result.estimate
    pairs = [(row["key"], row["value"]) for row in inputs.rows(SETTLEMENT)]
    said = dict(pairs)
    own = contract.standard
    now = replace(later_standard(inputs), overrides=own.overrides, law=own.law)
    first, last = Month.parse(said["from"]), Month.parse(said["to"])
    asked = SettlementScope(
        files=_files(inputs, folder),
        months=tuple(m for m in contract.roster.period.all_months() if first <= m <= last),
        tolerate=frozenset(value for key, value in pairs if key == "tolerate"),
        names=said["names"] == _YES,
    )
    terms = Terms(
        contract=contract,
        standard=now,
        half_year=_half_year(said["half_year"]),
        leave_in_full=said["leave_in_full"] == _YES,
    )
    origin = Origin(contract=run, asked=asked, today=Month.parse(said["today"]))
    words = load_words(city.vocabulary.folder, city.vocabulary)
    calendar = Calendar(statutory=statutory(now), today=origin.today)
    return settle(asked, Basis(terms=terms, words=words, calendar=calendar)), origin


def _half_year(text: str) -> HalfYear:
    """Return the reading of the half year; raise ValueError for what is none."""
    match text:
        case "first" | "every":
            return text
    raise ValueError(text)


def statutory(standard: Standard) -> frozenset[date]:
    """Return the statutory days that are known by their dates, 三(六)3."""
    return frozenset(chain.from_iterable(standard.statutory_dates.values()))


def _files(inputs: CanonicalInputs, folder: Path) -> Sequence[Path]:
    """Return the files of the attendance, each of which is the one that was settled by."""
    files = []
    for row in inputs.rows(_ATTENDANCE):
        path = folder / Path(row["file"]).name
        if not path.is_file():
            raise FileRefused("settle-attendance-missing", row["file"])
        if _hash(path) != row["sha256"]:
            raise FileRefused("settle-attendance-changed", row["file"])
        files.append(path)
    return files
