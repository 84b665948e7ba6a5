"""standard set, unset, check: the figures that an officer keeps, and what becomes of them all."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from sanicost.analysis.figure_outlook import Watched, watched
from sanicost.city.standard import config_folder
from sanicost.city.watch import load_watch, where_to_look
from sanicost.cli.exit_codes import DONE, WRONG
from sanicost.cli.options import WrongUsage, month_option
from sanicost.cli.output import print_json, to_stdout
from sanicost.cli.pricing import this_month
from sanicost.core.figures import MINIMUM_WAGE, Standard
from sanicost.core.kept import Kept, KeptStanding, laid_in, with_entry, without
from sanicost.core.notices import of_system
from sanicost.core.period import Month
from sanicost.i18n import Lang, label, text
from sanicost.i18n.figures import figure_name, in_words
from sanicost.readers.kept import as_file, kept_file, new_entry, read_kept
from sanicost.readers.overrides import Known
from sanicost.runs import published_city
from sanicost.writers.files import OutputRefused, write_whole
from sanicost.writers.json_documents import check_document
from sanicost.writers.terminal import console, print_hanging

USUAL_HORIZON = 6
"""Months within which `standard check` says what lapses, unless it is told otherwise."""


def set_figure(given: Mapping[str, str], config: Path | None, lang: Lang) -> int:
    """Keep a value of a figure and say what it meets; return 0."""
    city = published_city(config)
    known, path = Known(city.standard, city.vocabulary), _file(config)
    kept = read_kept(path, known)
    usual = {"reason": text("cli.kept_reason", lang)}
    new = new_entry({**usual, **given}, known)
    _write(path, with_entry(kept, new, city.standard), lang)
    with to_stdout():
        out = console()
        print_hanging([(Text(" "), _described(new, city.standard, lang))], out)
        print(text("cli.kept_written", lang, file=str(path)))
    return DONE


def unset_figure(name: str, start: Month | None, config: Path | None, lang: Lang) -> int:
    """Let go of the kept values of a figure, or of one month's; return 0."""
    city = published_city(config)
    path = _file(config)
    kept = read_kept(path, Known(city.standard, city.vocabulary))
    left = without(kept, name, start)
    if len(left) == len(kept):
        listed = "、".join(dict.fromkeys(one.figure for one in kept)) or text("cli.none", lang)
        raise WrongUsage(text("cli.kept_absent", lang, found=name, known=listed))
    _write(path, left, lang)
    with to_stdout():
        print(text("cli.kept_removed", lang, count=len(kept) - len(left), file=str(path)))
    return DONE


def check_figures(within: int, config: Path | None, lang: Lang, *, as_json: bool) -> int:
    """Print which figures need looking after; return 1 where one lapses within the horizon."""
    folder, now = config_folder(config), this_month()
    city = published_city(config)
    if city.standard.document(now) is None:
        raise WrongUsage(text("cli.clock_wrong", lang, month=str(now)))
    kept = read_kept(_file(config), Known(city.standard, city.vocabulary))
    standard = laid_in(city.standard, kept)
    found, watch = watched(standard, now, within), load_watch(folder)
    with to_stdout():
        if as_json:
            print_json(check_document(found, kept, watch, (now, within), lang))
        else:
            _print_check(found, watch, standard, within, lang)
            print_kept(kept, standard, lang, console())
    return WRONG if any(one.outlook == "lapses" for one in found) else DONE


def _file(config: Path | None) -> Path:
    """Return where the kept figures of a city lie."""
    path = kept_file(config_folder(config))
    assert path  # a terminal has a disk
    return path


def _write(path: Path, kept: Sequence[Kept], lang: Lang) -> None:
    """Write the file whole; raise OutputRefused where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputRefused("output-unwritable", str(path.parent), **of_system(error)) from None
    data = as_file(kept, text("cli.kept_head", lang)).encode()
    write_whole(path, data, force=True)


def print_kept(kept: Sequence[Kept], standard: Standard, lang: Lang, out: Console) -> None:
    """Print each kept value with what the city's own figures say of it by now."""
    if not kept:
        return
    out.print()
    out.print(Text(text("cli.kept_title", lang), style="bold"))
    print_hanging([(Text(" "), _described(one, standard, lang)) for one in kept], out)


def _described(kept: Kept, standard: Standard, lang: Lang) -> Text:
    """Return a kept value in words, and what became of it."""
    row, other = kept.row, kept.other
    name = figure_name(kept.figure, standard, lang)
    shown = Text(f"{name} {in_words(row.value, lang)} ", style="").append(
        text("cli.kept_from", lang, month=str(row.start), source=row.source), style="dim"
    )
    params = {"month": "", "value": "", "source": ""}
    if other:
        value = in_words(other.value, lang)
        params = {"month": str(other.start), "value": value, "source": other.source}
    lost = kept.state is KeptStanding.CONFLICT and not kept.is_used
    said = text(f"kept.{'conflict-published' if lost else kept.state}", lang, **params)
    return shown.append(f"\n{said}", style="yellow" if kept.state is KeptStanding.CONFLICT else "")


def _print_check(
    found: Sequence[Watched],
    watch: Mapping[str, Mapping[str, str]],
    standard: Standard,
    within: int,
    lang: Lang,
) -> None:
    """Print the figures to look after, those that lapse first."""
    out = console()
    if not found:
        out.print(text("cli.check_nothing", lang, months=within))
        return
    for outlook in ("lapses", "provisional", "carried"):
        listed = [one for one in found if one.outlook == outlook]
        if not listed:
            continue
        out.print(Text(text(f"cli.check_{outlook}", lang, months=within), style="bold"))
        rows = [(Text(" "), _watched(one, watch, standard, lang)) for one in listed]
        print_hanging(rows, out)
    then = Text(text("cli.check_then", lang, figure=MINIMUM_WAGE), style="dim")
    out.print(then, soft_wrap=not out.is_terminal)


def _watched(
    one: Watched, watch: Mapping[str, Mapping[str, str]], standard: Standard, lang: Lang
) -> Text:
    """Return a figure with its value, the last day for which it is known, and where to look."""
    said = Text(figure_name(one.figure, standard, lang)).append(f" {one.figure} ", style="dim")
    if one.row:
        said.append(in_words(one.row.value, lang))
    if one.until:
        said.append(f" {text('terminal.known-until', lang, day=str(one.until))}", style="dim")
    if one.row and (note := one.row.note.get(lang)):
        said.append(f"\n{note}", style="dim")
    if place := where_to_look(one.figure, watch).get(lang):
        said.append(f"\n{text('cli.look_for', lang)}{label('colon', lang)}{place}")
    return said


def kept_words(
    action: Sequence[str], options: Mapping[str, str | None], config: Path | None, lang: Lang
) -> int | None:
    """Run `set` or `unset` with its words and options; return None for anything else."""
    given = {name: value for name, value in options.items() if value is not None}
    match list(action):
        case ["set", figure, value] if given.keys() >= {"from", "source"}:
            return set_figure({"figure": figure, "value": value, **given}, config, lang)
        case ["unset", figure] if given.keys() <= {"from"}:
            start = month_option("--from", given.get("from"), lang)
            return unset_figure(figure, start, config, lang)
    return None
