"""README's table of the columns of a roster, made from the data; run as a module, it is put there.

python -m tests.readme_columns
"""

import re
from pathlib import Path

from sanicost.city.columns import Column, in_use

ROOT = Path(__file__).parent.parent
HEADS = {
    "README.md": ("en", "| YAML key | Excel heading (and common variants) | default |"),
    "README.zh-CN.md": ("zh", "| YAML 键 | Excel 表头（及常见写法） | 默认 |"),
}
_WORDS = 3


def table(name: str) -> str:
    """Return the table of a README: a row for each field that a roster may give."""
    lang, head = HEADS[name]
    rows = [_row(key, column, lang) for key, column in in_use().given.items()]
    return "\n".join([head, "|---|---|---|", *rows])


def _row(key: str, column: Column, lang: str) -> str:
    """Return the row of a field: its key, its first Chinese words, what a blank stands for."""
    words = [word for word in column.words if re.search("[一-鿿]", word)]
    return f"| `{key}` | {'、'.join(words[:_WORDS])} | {column.default[lang]} |"


def with_table(name: str) -> str:
    """Return a README with the table as it should be, in place of the one that it has."""
    text = (ROOT / name).read_text("utf-8")
    head = re.escape(HEADS[name][1])
    return re.sub(rf"^{head}\n(?:\|.*\n)+", lambda _: f"{table(name)}\n", text, flags=re.MULTILINE)


if __name__ == "__main__":
    for readme in HEADS:
        (ROOT / readme).write_text(with_table(readme), "utf-8")
