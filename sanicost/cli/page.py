"""page: write the page that does all this in a browser, where the package holds it."""

from pathlib import Path
from typing import Annotated

import typer

from sanicost.cli import options as shared
from sanicost.cli.exit_codes import DONE
from sanicost.cli.options import WrongUsage
from sanicost.cli.output import to_stdout
from sanicost.i18n import Lang, text
from sanicost.readers.document import FileRefused
from sanicost.writers.files import write_whole

NAME = "环卫用工成本测算.html"
"""What the page is called, in the package as beside a wheel."""


def page(
    context: typer.Context,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.html", help="page_output")
    ] = None,
    force: shared.Force = False,
) -> None:
    """Write the page, or say how it is had."""
    path = output or Path(NAME)
    if path.suffix.lower() not in (".html", ".htm"):
        raise WrongUsage(text("cli.not_html", context.obj, found=str(path)))
    raise typer.Exit(write_page(path, context.obj, force=force))


def write_page(path: Path, lang: Lang, *, force: bool) -> int:
    """Write the page that the package holds; raise FileRefused where it holds none."""
    package = Path(__file__).parent.parent
    held = next((one for one in (package / NAME, package.parent / NAME) if one.is_file()), None)
    if held is None:
        raise FileRefused("page-not-here", NAME)
    write_whole(path, held.read_bytes(), force=force)
    with to_stdout():
        print(text("cli.written", lang, file=str(path)))
        print(text("cli.next_page", lang))
    return DONE
