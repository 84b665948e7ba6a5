"""YAML read exactly: decimals instead of binary floats, and nothing that a plain file lacks.

PyYAML parses; its events are put together here, because its own constructors make binary floats,
let a repeated key win silently, follow aliases and may be recursed to death. `yes` and `no` stay
text; only `true` and `false` are truths.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from yaml import MarkedYAMLError

Tree: TypeAlias = Decimal | str | bool | dict[str | int, "Tree"] | list["Tree"] | None

Event: TypeAlias = Any
"""An event of the parser, whose C loader has no types of its own."""

MAX_DEPTH = 20
MAX_NODES = 400_000
"""Keys, values and lists: twice what 5,000 positions need with every field given."""
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)")
_WHOLE = re.compile(r"\d{1,9}")
_PLAIN: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


class YamlRefused(Exception):  # noqa: N818 - a message to the officer, with its code
    """What is wrong with a YAML text: a stable code, the line, and what was found there."""

    def __init__(self, code: str, line: int, found: str = "") -> None:
        super().__init__(f"{code} line {line}: {found}")
        self.code, self.line, self.found = code, line, found


def load(text: str) -> Tree:
    """Return the one document of a YAML text.

    >>> load("rate: 0.07")
    {'rate': Decimal('0.07')}

    Raises YamlRefused for what is not YAML, a repeated key, an anchor or alias, a tag, a second
    document, a control character, nesting deeper than MAX_DEPTH or more than MAX_NODES.
    """
    import yaml  # noqa: PLC0415 - commands that read no YAML need not pay for it

    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise YamlRefused("yaml-control-character", line, f"U+{ord(found[0]):04X}")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder()
    try:
        parser = loader(text)
        take, handlers = parser.get_event, builder.handlers()
        while type(event := take()) is not yaml.StreamEndEvent:
            if handler := handlers.get(type(event)):
                handler(event)
    except yaml.MarkedYAMLError as error:
        raise _refused(error) from None
    except yaml.YAMLError as error:
        raise YamlRefused("yaml-syntax", 1, str(error).splitlines()[0]) from None
    return builder.document


def _refused(error: "MarkedYAMLError") -> YamlRefused:
    """Return what the parser itself refuses; a later one counts the nesting before we can."""
    mark = error.problem_mark or error.context_mark
    found = str(error.problem or "")
    code = "yaml-depth" if "nesting depth" in found else "yaml-syntax"
    return YamlRefused(code, mark.line + 1 if mark else 1, found)


class _Builder:
    """Puts events together without recursion."""

    def __init__(self) -> None:
        self.document: Tree = None
        self._documents = self._nodes = 0
        self._open: list[dict[str | int, Tree] | list[Tree]] = []
        self._keys: list[str | int | None] = []

    def handlers(self) -> dict[type, Callable[[Event], None]]:
        """Return what to do with each kind of event; the others say nothing."""
        import yaml  # noqa: PLC0415 - already loaded by the caller

        return {
            yaml.ScalarEvent: self._take_scalar,
            yaml.AliasEvent: self._refuse_alias,
            yaml.DocumentStartEvent: self._start_document,
            yaml.MappingStartEvent: lambda event: self._start({}, event),
            yaml.SequenceStartEvent: lambda event: self._start([], event),
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
        }

    def _take_scalar(self, event: Event) -> None:
        if event.anchor or event.tag:
            self._refuse_anchor_and_tag(event)
        self._put(_scalar(event), event)

    def _refuse_alias(self, event: Event) -> None:
        raise YamlRefused("yaml-alias", _line(event), f"*{event.anchor}")

    def _start_document(self, event: Event) -> None:
        self._documents += 1
        if self._documents > 1:
            raise YamlRefused("yaml-documents", _line(event))

    def _end(self, _: Event) -> None:
        self._open.pop()
        self._keys.pop()

    def _refuse_anchor_and_tag(self, event: Event) -> None:
        if event.anchor:
            raise YamlRefused("yaml-alias", _line(event), f"&{event.anchor}")
        if event.tag:
            raise YamlRefused("yaml-tag", _line(event), str(event.tag))

    def _start(self, container: dict[str | int, Tree] | list[Tree], event: Event) -> None:
        self._refuse_anchor_and_tag(event)
        if len(self._open) >= MAX_DEPTH:
            raise YamlRefused("yaml-depth", _line(event))
        self._put(container, event)
        self._open.append(container)
        self._keys.append(None)

    def _put(self, value: Tree, event: Event) -> None:
        """Put a value into the innermost open container; in a mapping a key comes first."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise YamlRefused("yaml-too-large", _line(event), str(MAX_NODES))
        if not self._open:
            self.document = value
            return
        container = self._open[-1]
        if isinstance(container, list):
            container.append(value)
        elif self._keys[-1] is None:
            self._keys[-1] = _key(value, container, event)
        else:
            container[self._keys[-1]] = value
            self._keys[-1] = None


def _key(value: Tree, container: dict[str | int, Tree], event: Event) -> str | int:
    """Return a mapping's key: text or a whole number, never the same one twice."""
    if isinstance(value, dict | list) or value is None:
        raise YamlRefused("yaml-key", _line(event))
    key = str(value).lower() if isinstance(value, bool) else str(value)
    plain: str | int = int(key) if isinstance(value, Decimal) and _WHOLE.fullmatch(key) else key
    if plain in container:
        raise YamlRefused("yaml-repeated-key", _line(event), key)
    return plain


def _scalar(event: Event) -> Tree:
    """Return a scalar: quoted text stays text, a plain number is exact."""
    text = str(event.value)
    if event.style:
        return text
    if text.lower() in _PLAIN:
        return _PLAIN[text.lower()]
    return Decimal(text) if _NUMBER.fullmatch(text) else text


def _line(event: Event) -> int:
    """Return the line of an event, counted from 1."""
    return int(event.start_mark.line) + 1
