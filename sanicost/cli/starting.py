"""template: what it does once its options are known."""

from pathlib import Path

from sanicost.cli.output import to_stdout
from sanicost.cli.words import word
from sanicost.messages import Lang
from sanicost.runs import template
from sanicost.writers.files import refuse_existing, write_whole
from sanicost.writers.template_content import Level


def run_template(
    output: Path | None, level: Level, config: Path | None, lang: Lang, *, force: bool
) -> int:
    """Write the blank roster of a level and say what comes next; return 0."""
    path = output or Path("岗位表-模板.xlsx")
    refuse_existing(path, force=force)
    write_whole(path, template(level, config), force=force)
    with to_stdout():
        print(word("written", lang, file=str(path)))
        print(word("next_template", lang, file=str(path)))
    return 0
