"""Which tests hold which clause: `python -m tests.clauses` writes it into config/.

The installed program has no tests: config/guangzhou/clause_tests.yaml tells it their names, and
tests/test_clauses.py holds the file against the marks.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent
FILE = TESTS.parent / "config" / "guangzhou" / "clause_tests.yaml"
HEAD = (
    "# The tests that hold each clause, from their marks: written by `python -m tests.clauses`.\n"
)


def marked() -> dict[str, list[str]]:
    """Return for each clause the tests marked with it, as `tests/core/test_x.py::test_y`."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                name = f"{path.relative_to(TESTS.parent).as_posix()}::{node.name}"
                for number in _numbers(node):
                    found[number].append(name)
    return dict(found)


def _numbers(node: ast.FunctionDef) -> Iterator[str]:
    """Yield the clauses in the marks of one test."""
    for each in node.decorator_list:
        if isinstance(each, ast.Call) and ast.unparse(each.func) == "pytest.mark.clause":
            yield from (ast.literal_eval(argument) for argument in each.args)


def text(numbers: list[str]) -> str:
    """Return the file's text, the clauses in the given order."""
    tests = marked()
    lines = [HEAD]
    for number in numbers:
        lines.append(f"{number}:\n")
        lines += [f'  - "{name}"\n' for name in tests.get(number, [])]
    return "".join(lines)


if __name__ == "__main__":
    from sanicost.city.files import load_tree

    every = load_tree(FILE.with_name("clauses.yaml"))["clauses"]
    assert isinstance(every, dict)
    FILE.write_text(text([str(number) for number in every]), encoding="utf-8")
