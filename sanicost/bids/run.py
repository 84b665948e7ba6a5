"""The shell of a comparison: price the tender, lay out its form, read the filled ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sanicost.bids.comparison import BidComparison, compare
from sanicost.bids.forms import Problems, blank_form, read_forms
from sanicost.core.notices import Refused
from sanicost.core.period import Month
from sanicost.embedded.canonical import Run
from sanicost.readers.project import Options
from sanicost.runs import price_roster, refuse_street


@dataclass(frozen=True, kw_only=True)
class BidsRequest:
    """Everything that decides a comparison."""

    roster: Path
    forms: Sequence[Path]
    options: Options
    today: Month
    config: Path | None = None


def compared(request: BidsRequest) -> BidComparison:
    """Return the bids of some forms beside the tender that they belong to.

    Raises FileRefused where a file cannot be read, Refused with all that is wrong in what was
    handed in, and ConfigRefused where a data file is wrong.
    """
    run = price_roster(request.roster, request.options, request.config, request.today)
    return beside(run, request.forms)


def beside(run: Run, paths: Sequence[Path]) -> BidComparison:
    """Return the bids of some forms beside a tender that is priced; raise as `compared` does."""
    refuse_street(run)
    problems = Problems()
    forms = read_forms(paths, blank_form(run), problems)
    found = compare(run, forms, problems)
    if problems.found:
        raise Refused(problems.found)
    return found
