"""The parameters that several commands share; a help text is named here and said in `words`."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

_MONTH = "YYYY-MM"

Roster: TypeAlias = Annotated[Path, typer.Argument(metavar="ROSTER", help="roster")]
Output: TypeAlias = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE.xlsx", help="output")
]
IgnoredOutput: TypeAlias = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE.xlsx", help="output_ignored")
]
Start: TypeAlias = Annotated[str | None, typer.Option(metavar=_MONTH, help="start")]
Months: TypeAlias = Annotated[str | None, typer.Option(metavar="N", help="months")]
AsOf: TypeAlias = Annotated[str | None, typer.Option(metavar=_MONTH, help="as_of")]
Figures: TypeAlias = Annotated[Path | None, typer.Option(metavar="FILE", help="figures")]
Refresh: TypeAlias = Annotated[bool, typer.Option("--refresh", help="refresh")]
Config: TypeAlias = Annotated[Path | None, typer.Option(metavar="DIR", help="config")]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="json")]
Strict: TypeAlias = Annotated[bool, typer.Option("--strict", help="strict")]
Force: TypeAlias = Annotated[bool, typer.Option("--force", help="force")]
IgnoredForce: TypeAlias = Annotated[bool, typer.Option("--force", help="output_ignored")]
