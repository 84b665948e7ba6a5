"""The nouns of a batch: a roster to price, and what holds for all of them."""

from dataclasses import dataclass
from pathlib import Path

from sanicost.core.period import Month
from sanicost.readers.project import Options

ENDING = "-测算"
STAMPED = "-测算-暂估"
"""How an annex workbook's name ends, as `estimate` has it: the latter with provisional figures."""
PACK = "-招标附件"
"""How the name of a tender pack's folder ends."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """One roster to price.

    `name` is how the roster is called in every output, `stem` where its workbook goes inside the
    batch's folder, without its ending: two jobs never share one. An output whose name a list gives
    has no ending of ours.
    """

    path: Path
    name: str
    stem: str
    options: Options
    is_named: bool = False
    is_pack: bool = False

    def output(self, *, stamped: bool) -> str:
        """Return the workbook's name inside the batch's folder, or the name of the pack's folder.

        >>> Job(path=Path("a.csv"), name="a.csv", stem="东/a", options=Options()).output(stamped=0)
        '东/a-测算.xlsx'
        """
        if self.is_pack:
            return self.stem if self.is_named else f"{self.stem}{PACK}"
        ending = "" if self.is_named else STAMPED if stamped else ENDING
        return f"{self.stem}{ending}.xlsx"

    @property
    def claims(self) -> frozenset[str]:
        """Every name under which the job may write."""
        return frozenset({self.output(stamped=False), self.output(stamped=True)})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What holds for every roster of a batch; workers on other machines get it, too."""

    folder: Path
    today: Month
    config: Path | None = None
    config_sha256: str = ""
    against: Month | None = None
