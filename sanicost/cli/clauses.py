"""clauses: every clause of the law with what carries it out, and its sheets."""

import sys
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer
from rich.cells import cell_len
from rich.text import Text
from rich.tree import Tree

from sanicost.city.clauses import Carrier, Clause, Kind, carriers, load_clauses
from sanicost.city.columns import field_label
from sanicost.city.standard import config_folder, load_standard
from sanicost.cli import options as shared
from sanicost.cli.output import print_json, to_stdout
from sanicost.core.fields import BY_NAME
from sanicost.core.figures import Figure, Standard
from sanicost.i18n import Lang, joined, label, text
from sanicost.writers.json_documents import clauses_document, sheets_of
from sanicost.writers.terminal import console
from sanicost.writers.wrapping import Hanging


def clauses(
    context: typer.Context,
    clause: Annotated[str, typer.Argument(metavar="[CLAUSE]", help="clause")] = "",
    config: shared.Config = None,
    as_json: shared.AsJson = False,
) -> None:
    """List the clauses of the law."""
    raise typer.Exit(list_clauses(clause, config, context.obj, as_json=as_json))


_KINDS: tuple[Kind, ...] = ("line", "sum", "guard", "finding", "assumption", "figure")


def list_clauses(wanted: str, config: Path | None, lang: Lang, *, as_json: bool) -> int:
    """Print the clauses whose number begins with `wanted`; return 0, or 1 where there are none."""
    folder = config_folder(config)
    standard, every = load_standard(folder), load_clauses(folder)
    number = wanted.replace("（", "(").replace("）", ")")
    chosen = [clause for clause in every if clause.number.startswith(number)]
    if not chosen:
        near = get_close_matches(number, [clause.number for clause in every], 3, 0.3)
        near = near or [clause.number for clause in every]
        print(text("cli.clause_unknown", lang, found=wanted, near="、".join(near)), file=sys.stderr)
        return 1
    carried = {clause.number: tuple(carriers(clause.number, standard)) for clause in chosen}
    with to_stdout():
        if as_json:
            print_json(clauses_document(chosen, carried, standard.law, lang))
            return 0
        out = console()
        for clause in chosen:
            out.print(_tree(clause, carried[clause.number], standard, lang))
    return 0


def _tree(clause: Clause, carried: Iterable[Carrier], standard: Standard, lang: Lang) -> Tree:
    """Return a clause with a branch for each kind of carrier, and one for its sheets."""
    head = Text(clause.number, style="bold").append(f"  {clause.name[lang]}", style="bold")
    tree = Tree(head, guide_style="dim")
    listed = list(carried)
    for kind in _KINDS:
        names = [_said(one, standard.figures, lang) for one in listed if one.kind == kind]
        if names:
            _add(tree, text(f"cli.clause_{kind}", lang), joined(names, lang))
    sheets = joined(sheets_of(clause.number, listed, standard.law), lang)
    _add(tree, text("cli.clause_sheet", lang), sheets)
    return tree


def _add(tree: Tree, name: str, said: str) -> None:
    """Add a branch: what kind of thing it names, then the names, which go on below each other."""
    branch = Text().append(name, style="cyan").append(said)
    tree.add(Hanging(branch, branch.cell_len - cell_len(said)))


def _said(one: Carrier, figures: Mapping[str, Figure], lang: Lang) -> str:
    """Return a carrier by its name; lines, sums and figures also in words."""
    if one.kind == "figure":
        name = figures[one.name].name[lang]
        return text("cli.clause_figure_name", lang, path=one.name, name=name)
    name = one.name
    if one.kind in ("line", "sum"):
        is_field = one.kind == "sum" and name in BY_NAME
        name = field_label(name, lang) if is_field else label(name, lang)
    if name == one.name:
        return one.name
    return text("cli.clause_carrier", lang, path=one.name, name=name)
