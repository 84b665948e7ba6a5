"""An explanation on the terminal: a tree that fits 80 columns. User text is never markup."""

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from sanicost.explain.nodes import Explanation, FigureFacts, InputFacts, Node, Step
from sanicost.i18n import Lang, label, text
from sanicost.writers.wrapping import Hanging

MOST_PARTS = 16
"""So many parts of one cell are listed; --json lists them all."""
_INDENT = 4


def print_answer(answer: Explanation, lang: Lang, out: Console) -> None:
    """Print the tree, then the amounts of the other segments and the way into the ceiling."""
    out.print(_Printer(lang).tree(answer.root, is_root=True))
    if len(answer.variants) > 1:
        out.print()
        out.print(Text(text("explain.variants", lang), style="bold"))
        for one in answer.variants:
            out.print(Text(f"  {one.start}  {one.shown}  ").append(one.short, style="dim"))
    if answer.root.enters:
        out.print()
        title = Text(text("explain.enters", lang), style="bold")
        if answer.root.users > 1:
            title.append(text("explain.users", lang, answer.root.users), style="dim")
        out.print(title)
        out.print(_steps(answer.root.enters))


def _steps(steps: tuple[Step, ...]) -> Tree:
    """Return the way up, each step below the one before."""
    tree = Tree("", hide_root=True, guide_style="dim")
    for step in steps:
        text = Text(f"→ {step.name}  ").append(step.value, style="bold")
        text.append(f"  {step.short}", style="dim")
        if step.says and step.says != step.value:
            text.append(f"\n   {step.says}", style="dim")
        tree.add(Hanging(text, _INDENT))
    return tree


class _Printer:
    """Makes the tree of one language."""

    def __init__(self, lang: Lang) -> None:
        self._lang: Lang = lang

    def tree(self, node: Node, *, is_root: bool = False) -> Tree:
        """Return a node with its parts."""
        tree = Tree(Hanging(self._text(node, is_root=is_root), _INDENT), guide_style="dim")
        for part in node.parts[:MOST_PARTS]:
            tree.children.append(self.tree(part))
        rest = len(node.parts) - MOST_PARTS
        if rest > 0:
            tree.add(Text(text("explain.more", self._lang, rest), style="dim"))
        return tree

    def _text(self, node: Node, *, is_root: bool) -> Text:
        """Return what is reported about a node, a line for each thing."""
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
            lines.append((f"{text('explain.links', self._lang)} {' ← '.join(node.links)}", "dim"))
        return lines

    def _figure(self, figure: FigureFacts) -> tuple[str, str]:
        """Return what is known of a figure; a provisional one stands out."""
        words = [
            figure.path,
            f"{text('explain.from', self._lang)} {figure.start}" if figure.start else "",
        ]
        words += [figure.source, figure.standing]
        if figure.until:
            words.append(f"{text('explain.until', self._lang)} {figure.until}")
        if figure.is_provisional:
            words.append(f"【{text('explain.provisional', self._lang)}】")
        if figure.is_carried:
            words.append(f"【{text('explain.carried', self._lang)}】")
        said = " · ".join(filter(None, [*words, figure.place]))
        if figure.reason:
            said = f"{said}\n{figure.reason}"
        return said, "yellow" if figure.is_provisional else "dim"

    def _input(self, given: InputFacts | None, says: str) -> str:
        """Return where an input stands in the roster, or that it is a default."""
        if given is None or not given.place:
            return says
        return self._after(says, given.place)

    def _titled(self, name: str, said: str) -> str:
        """Return a text behind its title."""
        return self._after(text(f"explain.{name}", self._lang), said)

    def _after(self, title: str, said: str) -> str:
        return f"{title}{label('colon', self._lang)}{said}"
