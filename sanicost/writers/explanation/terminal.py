"""An explanation on the terminal: a tree that fits 80 columns. User text is never markup."""

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from sanicost.messages import Lang
from sanicost.writers.explanation import Answer
from sanicost.writers.explanation.nodes import FigureFacts, InputFacts, Node, Step

MOST_PARTS = 16
"""So many parts of one cell are listed; --json lists them all."""
_WORDS: dict[str, tuple[str, str]] = {
    "rule": ("规则", "rule"),
    "rounding": ("取整", "rounding"),
    "links": ("取自", "taken from"),
    "source": ("来源", "source"),
    "from": ("施行", "from"),
    "until": ("确认至", "confirmed to"),
    "provisional": ("暂估", "provisional"),
    "place": ("岗位表位置", "roster"),
    "more": ("… 另有 {0} 项（--json 全部列出）", "… and {0} more (--json lists all)"),
    "enters": ("计入总额的路径", "how it enters the totals"),
    "users": (
        "（共 {0} 个单元格用到它，以下为第一条）",
        " ({0} cells use it; by the first of them)",
    ),
    "variants": ("各计价段", "in every segment"),
}


def print_answer(answer: Answer, lang: Lang, out: Console) -> None:
    """Print the tree, then the amounts of the other segments and the way into the ceiling."""
    out.print(_Printer(lang).tree(answer.root, is_root=True))
    if len(answer.variants) > 1:
        out.print()
        out.print(Text(_word("variants", lang), style="bold"))
        for one in answer.variants:
            out.print(Text(f"  {one.start}  {one.shown}  ").append(one.short, style="dim"))
    if answer.root.enters:
        out.print()
        title = Text(_word("enters", lang), style="bold")
        if answer.root.users > 1:
            title.append(_word("users", lang).format(answer.root.users), style="dim")
        out.print(title)
        out.print(_steps(answer.root.enters))


def _word(name: str, lang: Lang) -> str:
    return _WORDS[name][0 if lang == "zh" else 1]


def _steps(steps: tuple[Step, ...]) -> Tree:
    """Return the way up, each step below the one before."""
    tree = Tree("", hide_root=True, guide_style="dim")
    for step in steps:
        text = Text(f"→ {step.name}  ").append(step.value, style="bold")
        text.append(f"  {step.short}", style="dim")
        if step.says and step.says != step.value:
            text.append(f"\n   {step.says}", style="dim")
        tree.add(text)
    return tree


class _Printer:
    """Makes the tree of one language."""

    def __init__(self, lang: Lang) -> None:
        self._lang: Lang = lang

    def tree(self, node: Node, *, is_root: bool = False) -> Tree:
        """Return a node with its parts."""
        tree = Tree(self._text(node, is_root=is_root), guide_style="dim")
        for part in node.parts[:MOST_PARTS]:
            tree.children.append(self.tree(part))
        rest = len(node.parts) - MOST_PARTS
        if rest > 0:
            tree.add(Text(_word("more", self._lang).format(rest), style="dim"))
        return tree

    def _text(self, node: Node, *, is_root: bool) -> Text:
        """Return what is said of a node, a line for each thing."""
        text = Text(node.name).append(f"  {node.shown}", style="bold")
        clause = f"  {node.clause}" if node.clause else ""
        text.append(f"{clause}  {node.short}", style="dim")
        for line, style in self._lines(node, is_root=is_root):
            text.append(f"\n{line}", style=style)
        return text

    def _lines(self, node: Node, *, is_root: bool) -> list[tuple[str, str]]:
        """Return the lines below a node's name, each with its style."""
        lines = []
        if node.kind in ("rule", "formula") and node.says != node.shown:
            lines += [(node.says, "")]
        if node.kind in ("input", "share"):
            lines.append((self._input(node.given, node.says), "dim"))
        lines += [(reason, "italic") for reason in node.because]
        if node.rounding and (is_root or "→" in node.rounding):
            lines.append((self._titled("rounding", node.rounding), "dim"))
        if is_root and node.kind == "rule":
            lines.append((self._titled("rule", node.rule), "dim"))
        if node.figure:
            lines.append(self._figure(node.figure))
        if node.kind == "constant":
            lines.append((node.says, "dim"))
        if node.links:
            lines.append((f"{_word('links', self._lang)} {' ← '.join(node.links)}", "dim"))
        return lines

    def _figure(self, figure: FigureFacts) -> tuple[str, str]:
        """Return what is known of a figure; a provisional one stands out."""
        words = [figure.path, f"{_word('from', self._lang)} {figure.start}" if figure.start else ""]
        words += [figure.source, figure.standing]
        if figure.until:
            words.append(f"{_word('until', self._lang)} {figure.until}")
        if figure.is_provisional:
            words.append(f"【{_word('provisional', self._lang)}】")
        text = " · ".join(filter(None, [*words, figure.place]))
        if figure.reason:
            text = f"{text}\n{figure.reason}"
        return text, "yellow" if figure.is_provisional else "dim"

    def _input(self, given: InputFacts | None, says: str) -> str:
        """Return where an input stands in the roster, or that it is a default."""
        if given is None or not given.place:
            return says
        return self._after(says, given.place)

    def _titled(self, name: str, text: str) -> str:
        """Return a text behind its title."""
        return self._after(_word(name, self._lang), text)

    def _after(self, title: str, text: str) -> str:
        return f"{title}：{text}" if self._lang == "zh" else f"{title}: {text}"
