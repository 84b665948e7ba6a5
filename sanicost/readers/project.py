"""What a roster says of the tender as a whole, and the options of the command line that beat it."""

from dataclasses import dataclass
from pathlib import Path

from sanicost.core.notices import Assumption, Params
from sanicost.core.period import LAST_MONTH, Month, Period
from sanicost.core.roster import Growth, Project
from sanicost.readers import fields
from sanicost.readers.document import Document, Notes, Raw, given_places, shown
from sanicost.vocabulary import Vocabulary

DEFAULT_MONTHS = 12
_PERIOD = ("start", "months", "as_of")


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the command line says; an option beats the roster."""

    start: Month | None = None
    months: int | None = None
    as_of: Month | None = None
    figures: Path | None = None
    refresh: bool = False  # today's figures in place of those that a workbook carries


def beaten(assumptions: list[Assumption], params: Params) -> None:
    """List an option that beats the roster, in place of one that beat it before."""
    code = "option-beats-roster"
    assumptions[:] = [
        one for one in assumptions if one.code != code or one.params["name"] != params["name"]
    ]
    assumptions.append(Assumption(code=code, params=params))


class ProjectReader:
    """Interprets the project of one document; an option that beats it becomes an assumption."""

    def __init__(
        self,
        document: Document,
        options: Options,
        vocabulary: Vocabulary,
        notes: Notes,
        assumptions: list[Assumption],
    ) -> None:
        self._document = document
        self._options = options
        self._vocabulary = vocabulary
        self._notes = notes
        self._assumptions = assumptions

    def _raw(self, name: str) -> Raw:
        """Return a field of the project, blank where it is not given."""
        return self._document.project.get(name, Raw(None, f"project.{name}"))

    def _choice(self, name: str) -> str | None:
        return fields.choice(self._raw(name), self._vocabulary.choices[name], self._notes)

    def project(self) -> Project:
        """Return what is said of the tender as a whole."""
        period = {name: self._said(name) for name in _PERIOD}
        return Project(
            name=fields.text(self._raw("name"), self._notes),
            buyer=fields.text(self._raw("buyer"), self._notes),
            level=self._choice("level"),
            budget=fields.number(self._raw("budget"), fields.MONEY, self._notes),
            places=given_places({**self._document.project, **period}),
        )

    def growth(self) -> Growth:
        """Return whether seniority grows; by default it does not (specification §8)."""
        return Growth(self._choice("seniority_growth") or Growth.NONE)

    def period(self, today: Month) -> Period:
        """Return the period; by default twelve months from the next January (§2)."""
        start = fields.month(self._given("start"), self._notes)
        months = fields.number(self._given("months"), fields.MONTHS, self._notes)
        as_of = fields.month(self._given("as_of"), self._notes)
        period = Period(
            start=start or Month.of(today.year + 1, 1),
            months=DEFAULT_MONTHS if months is None else int(months),
            as_of=as_of,
        )
        if period.last > LAST_MONTH:
            where, first = self._said("start").where or "project.start", str(period.start)
            self._notes.problem("period-too-late", where, start=first, months=period.months)
        return period

    def _given(self, name: str) -> Raw:
        """Return what is said of the period, with a note where an option beats the roster."""
        own, said = self._raw(name), self._said(name)
        if not own.is_blank and shown(own.value) != shown(said.value):
            found = shown(said.value)
            beaten(self._assumptions, {"name": said.where, "old": shown(own.value), "found": found})
        return said

    def _said(self, name: str) -> Raw:
        """Return an option where there is one, else the roster's own field."""
        option = getattr(self._options, name)
        if option is None:
            return self._raw(name)
        return Raw(str(option), f"--{name.replace('_', '-')}")
