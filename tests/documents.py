"""What of docs/ is made from the program itself; run as a module, it is put there.

python -m tests.documents
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from typer.core import TyperArgument, TyperOption

from sanicost.city.columns import FieldWords, in_use
from sanicost.city.standard import config_folder, load_standard
from sanicost.cli.app import program
from sanicost.core.figures import Row, Value
from sanicost.i18n import Lang, text
from sanicost.i18n.codes import explained
from sanicost.i18n.figures import value_lines
from sanicost.i18n.notices import notice_texts

DOCS = Path(__file__).parent.parent / "docs"
_WORDS = 3
_HEADS: dict[Lang, str] = {
    "zh": "| YAML 键 | Excel 表头（及常见写法） | 默认 |",
    "en": "| YAML key | Excel heading (and common variants) | default |",
}
_REFERENCES: dict[Lang, str] = {"zh": "参考.md", "en": "reference.md"}
_COMMANDS: dict[Lang, str] = {"zh": "命令与选项.md", "en": "commands.md"}
_CODES: dict[Lang, str] = {"zh": "代码.md", "en": "codes.md"}
_FIGURES: dict[Lang, str] = {"zh": "参数与来源.md", "en": "figures.md"}
_MARK = "<!-- made from the program: python -m tests.documents -->\n"
"""What stands above it in a page is written by hand."""
_TITLES: dict[Lang, tuple[str, ...]] = {
    "zh": ("施行", "取值", "已知至", "来源", "核实程度"),
    "en": ("from", "value", "known until", "source", "standing"),
}


def columns(lang: Lang) -> str:
    """Return the table of a roster's columns: a row for each field that it may give."""
    rows = [_column(key, column, lang) for key, column in in_use().given.items()]
    return "\n".join([_HEADS[lang], "|---|---|---|", *rows])


def _column(key: str, column: FieldWords, lang: Lang) -> str:
    words = [word for word in column.words if re.search("[一-鿿]", word)]
    return f"| `{key}` | {'、'.join(words[:_WORDS])} | {column.default[lang]} |"


def with_columns(lang: Lang) -> str:
    """Return the reference with its table of columns as it should be."""
    page = (DOCS / _REFERENCES[lang]).read_text("utf-8")
    head = re.escape(_HEADS[lang])
    return re.sub(
        rf"^{head}\n(?:\|.*\n)+", lambda _: f"{columns(lang)}\n", page, flags=re.MULTILINE
    )


def commands(lang: Lang) -> str:
    """Return every command with what it does, its arguments and its options."""
    parts = []
    for name, command in program(lang).commands.items():
        lines = [f"## sanicost {name}", "", str(command.help), ""]
        for one in command.params:
            if isinstance(one, TyperOption):
                words = " ".join(filter(None, ["、".join(one.opts), one.metavar]))
                lines.append(f"- `{words}`  {one.help or ''}".rstrip())
            elif isinstance(one, TyperArgument):
                lines.append(f"- `{one.metavar}`  {one.help or ''}".rstrip())
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def codes(lang: Lang) -> str:
    """Return every code with an example of its message, the cause and what to do."""
    law = load_standard(config_folder()).law
    names = [text(f"cli.help_{part}", lang) for part in ("example", "cause", "cure")]
    parts = []
    for code in notice_texts():
        one = explained(code, law, lang)
        kind = text(f"cli.help_{one.kind}", lang, exit=one.exit_code)
        said = (f"{one.where} {one.message}".strip(), one.cause, one.cure)
        lines = [f"### `{code}`", "", kind, ""]
        lines += [f"- **{name}**  {_plain(words)}" for name, words in zip(names, said, strict=True)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def figures(lang: Lang) -> str:
    """Return every figure with all its dated values."""
    parts = []
    for path, figure in load_standard(config_folder()).figures.items():
        lines = [f"## {figure.name[lang]}", "", f"`{path}` · {figure.clause}", ""]
        lines += [f"| {' | '.join(_TITLES[lang])} |", "|---|---|---|---|---|"]
        lines += [_row(path, row, figure.unit, lang) for row in figure.rows]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _row(path: str, row: Row, unit: Value, lang: Lang) -> str:
    known = text("cli.not_known", lang)
    value = known
    if row.value is not None:
        lines = value_lines(path, row.value, unit, lang)
        value = "；".join(lines) or text("cli.none", lang)
    standing = text(f"labels.{row.standing}", lang) if row.standing else ""
    note = f"（{row.note[lang]}）" if row.note.get(lang) else ""
    return (
        f"| {row.start} | {_plain(value)} | {row.until or ''} | {row.source}{note} | {standing} |"
    )


def _plain(said: str) -> str:
    """Return a text in one line in which nothing is taken for a table or a tag."""
    return said.replace("\n", " ").replace("|", "\\|").replace("<", "&lt;")


def made() -> Iterator[tuple[Path, str]]:
    """Yield every page, or page with a part, that is made from the program, as it should be."""
    makers: tuple[tuple[dict[Lang, str], Callable[[Lang], str]], ...] = (
        (_COMMANDS, commands),
        (_CODES, codes),
        (_FIGURES, figures),
    )
    languages: tuple[Lang, ...] = ("zh", "en")
    for lang in languages:
        yield DOCS / _REFERENCES[lang], with_columns(lang)
        for names, maker in makers:
            page = DOCS / names[lang]
            head = page.read_text("utf-8").partition(_MARK)[0]
            yield page, f"{head}{_MARK}\n{maker(lang)}\n"


if __name__ == "__main__":
    for page, said in made():
        page.write_text(said, "utf-8")
