"""standard: every figure in force in a month, what moved between two, what an officer keeps."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from sanicost.analysis.figure_impact import Costs, Move, Movement, movement
from sanicost.cli import completion
from sanicost.cli import options as shared
from sanicost.cli.kept_figures import USUAL_HORIZON, check_figures, kept_words
from sanicost.cli.options import WrongUsage, month_of, month_option
from sanicost.cli.output import print_json, to_stdout
from sanicost.cli.pricing import this_month
from sanicost.core.figures import Figure, Row, Standard, Standing
from sanicost.core.period import Month
from sanicost.core.symbols import classes_of
from sanicost.core.text import money
from sanicost.i18n import Lang, label, text, words
from sanicost.i18n.figures import value_lines
from sanicost.readers.roster import usual_worker
from sanicost.runs import load_city
from sanicost.writers.json_documents import moves_document, standard_document
from sanicost.writers.terminal import console


def standard(
    context: typer.Context,
    action: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ACTION]...", help="standard_action", autocompletion=completion.figures
        ),
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="YYYY-MM", help="on")] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="YYYY-MM", help="kept_start")
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="TEXT", help="kept_source")] = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="kept_because")] = None,
    within: Annotated[
        int | None, typer.Option(metavar="MONTHS", min=0, max=120, help="within")
    ] = None,
    config: shared.Config = None,
    as_json: shared.AsJson = False,
) -> None:
    """List every figure in force, keep a new value, or say what lapses or moved."""
    lang = context.obj
    options = {"from": start, "source": source, "reason": reason}
    plain = not any(options.values()) and within is None
    match action or []:
        case ["check"] if on is None and not any(options.values()):
            horizon = USUAL_HORIZON if within is None else within
            raise typer.Exit(check_figures(horizon, config, lang, as_json=as_json))
        case ["set" | "unset", *_] if on is None and within is None and not as_json:
            code = kept_words(action or [], options, config, lang)
            if code is not None:
                raise typer.Exit(code)
        case [] if plain:
            month = month_option("--on", on, lang) or this_month()
            raise typer.Exit(list_standard(month, config, lang, as_json=as_json))
        case ["diff", before, after] if on is None and plain:
            months = month_of("diff", before, lang), month_of("diff", after, lang)
            raise typer.Exit(list_moves(*months, config, lang, as_json=as_json))
    raise WrongUsage(text("cli.standard_usage", lang, found=" ".join(action or [])))


def list_standard(on: Month, config: Path | None, lang: Lang, *, as_json: bool) -> int:
    """Print every figure in force in a month, with unit, source and standing; return 0."""
    standard = load_city(config).standard
    if as_json:
        print_json(standard_document(standard, on, lang))
        return 0
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in words("headings.figures", lang):
        table.add_column(heading, overflow="fold")
    for path, figure in standard.figures.items():
        name = Text(figure.name[lang]).append(f"\n{path}", style="dim")
        row = figure.in_force(on)
        table.add_row(name, _value(path, figure, row, lang), _source(row, on, lang))
    with to_stdout():
        console().print(table)
    return 0


def _value(path: str, figure: Figure, row: Row | None, lang: Lang) -> Text:
    """Return a figure's value with its unit."""
    if row is None or row.value is None:
        return Text(text("cli.not_known", lang), style="yellow")
    return Text(
        "\n".join(value_lines(path, row.value, figure.unit, lang)) or text("cli.none", lang)
    )


def _source(row: Row | None, on: Month, lang: Lang) -> Text:
    """Return where a figure comes from, since when, and how well it is known."""
    if row is None:
        return Text("")
    text = Text(row.source)
    standing = label(str(row.standing), lang) if row.standing else ""
    until = f" – {row.until}" if row.until else ""
    ended = row.until is not None and on.last_day > row.until
    text.append(f"\n{row.start}{until}", style="yellow" if ended else "dim")
    return text.append(
        f"  {standing}", style="yellow" if row.standing is Standing.ASSUMED else "dim"
    )


def list_moves(
    before: Month, after: Month, config: Path | None, lang: Lang, *, as_json: bool
) -> int:
    """Print what moved between two months; return 0."""
    city = load_city(config)
    standard, usual = city.standard, usual_worker(city.vocabulary)
    moved = movement(standard, usual, before, after)
    with to_stdout():
        if as_json:
            document = moves_document(moved, (before, after), standard, lang)
            print_json(document)
        else:
            _print_moves(moved, (before, after), standard, lang)
    return 0


def _print_moves(
    moved: Movement, pair: tuple[Month, Month], standard: Standard, lang: Lang
) -> None:
    """Print a table of what moved."""
    months = {"before": str(pair[0]), "after": str(pair[1])}
    out = console()
    if not moved.moves:
        out.print(Text(text("cli.no_moves", lang, **months)))
        return
    out.print(Text(text("cli.moves_head", lang, **months), style="bold"))
    out.print(_table(moved, standard.figures, months, lang))
    for month, paths in moved.unknown.items():
        found = text("cli.moves_unknown", lang, month=str(month), found=", ".join(paths))
        out.print(Text(found, style="yellow"))
    if not moved.unknown:
        out.print(Text(text("cli.moves_note", lang), style="dim"))


def _table(
    moved: Movement, figures: Mapping[str, Figure], months: dict[str, str], lang: Lang
) -> Table:
    """Return a row for each figure that moved, and the unit costs below."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(words("headings.figures", lang)[0], overflow="fold")
    table.add_column(" → ".join(months.values()), overflow="fold")
    units = {path: figure.unit for path, figure in figures.items()}
    classes = tuple(moved.after or moved.before or classes_of(units))
    for number in classes:
        heading = text("cli.class", lang, number=number)
        table.add_column(heading, justify="right", no_wrap=True)
    for move in moved.moves:
        figure = figures[move.path]
        name = Text(figure.name[lang]).append(f"\n{move.path}", style="dim")
        change = Text("\n".join(_changes(move, figure, lang)))
        if move.after and move.after.source:
            change.append(f"\n{move.after.source}", style="dim")
        table.add_row(name, change, *_signed(move.effect, classes))
    unit_cost = label("unit_cost", lang)
    rows = {months["before"]: moved.before, months["after"]: moved.after}
    for month, costs in rows.items():
        shown = [money(costs[n]) if costs and n in costs else "—" for n in classes]
        table.add_row(Text(unit_cost, style="bold"), month, *shown)
    total = text("cli.moves_total", lang)
    table.add_row(Text(total, style="bold"), "", *_signed(moved.difference, classes))
    return table


def _changes(move: Move, figure: Figure, lang: Lang) -> list[str]:
    """Return what changed, a line for each number of the figure that differs."""
    before, after = (_parts(move.path, figure, row, lang) for row in (move.before, move.after))
    unknown = text("cli.not_known", lang)
    if before is None or after is None:
        known = "; ".join((before or after or {"": unknown}).values())
        return [f"{unknown} → {known}" if before is None else f"{known} → {unknown}"]
    names = dict.fromkeys((*before, *after))
    none = text("cli.none", lang)
    return [
        f"{before.get(name, none)} → {after.get(name, none)}"
        for name in names
        if before.get(name) != after.get(name)
    ]


def _parts(path: str, figure: Figure, row: Row | None, lang: Lang) -> dict[str, str] | None:
    """Return the lines of a figure's value, by their numbers; None where it is not known."""
    if row is None or row.value is None:
        return None
    lines = value_lines(path, row.value, figure.unit, lang)
    return {line.rpartition(label("colon", lang))[0] or "": line for line in lines}


def _signed(costs: Costs, classes: tuple[int, ...]) -> list[str]:
    """Return differences with their signs, a dash where they are not known."""
    found = costs or {}
    return [
        f"{'+' if found[n] >= 0 else '-'}{money(abs(found[n]))}" if n in found else "—"
        for n in classes
    ]
