"""The help: every text whole on a narrow terminal, in one language throughout."""

import re
import subprocess
import sys

import pytest

from sanicost.cli.app import COMMANDS
from sanicost.i18n import Lang, text
from tests.program import sanicost

FRAME = re.compile(r"[│╭╮╰╯─\s]")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_text_of_the_help_is_cut_at_80_columns(command: str, lang: Lang) -> None:
    out = sanicost(command, "--help", "--lang", lang, env={"COLUMNS": "80"}).out
    assert "…" not in out
    assert FRAME.sub("", text(f"cli.{command}", lang)) in FRAME.sub("", out)
    # What a default is stands in the words of the help itself.
    assert "[default" not in out


def test_the_longest_texts_of_a_batch_are_whole_at_80_columns() -> None:
    out = FRAME.sub("", sanicost("batch", "--help", env={"COLUMNS": "80"}).out)
    for key in ("watch", "against"):
        # An option's own column stands between the lines of its text: its end must be there.
        assert FRAME.sub("", text(f"cli.{key}", "zh"))[-4:] in out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_list_of_commands_is_whole_at_80_columns(lang: Lang) -> None:
    out = FRAME.sub("", sanicost("--help", "--lang", lang, env={"COLUMNS": "80"}).out)
    assert [name for name in COMMANDS if FRAME.sub("", text(f"cli.{name}", lang)) not in out] == []


@pytest.mark.parametrize("arguments", [[], ["--help"], ["--version"]])
def test_a_short_answer_reads_no_rule_and_no_figure(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom sanicost.__main__ import run\n"
        f"try: run({arguments!r})\nexcept SystemExit: pass\n"
        "print('sanicost.core.findings' in sys.modules, file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stderr.splitlines()[-1] == "False"
