"""The tender clauses as a .docx: the wording, the tender's facts put in, and its tables."""

from sanicost.core.result import Result, Run
from sanicost.messages.figures import figure_name, provisional_note
from sanicost.writers.clauses import tables, wording
from sanicost.writers.clauses.facts import facts, in_words
from sanicost.writers.clauses.paper import Paper

TITLE = "用工成本条款"
_UNNAMED = "环卫作业项目"
_NUMERALS = "一二三四五六七八九十"


def clauses_bytes(run: Run) -> bytes:
    """Return the clauses of one tender; the same run gives the same bytes."""
    result, known = run.result, facts(run)
    title = (result.estimate.roster.project.name or _UNNAMED) + TITLE
    paper = Paper(title, run.inputs.sha256)
    paper.article("", wording.INTRODUCTION.format_map(known))
    if result.provisional:
        paper.article("", wording.PROVISIONAL.format_map(known), bold=True)
    follow = {
        wording.STAFF: tables.posts(result),
        wording.PAY: tables.lines(result),
        wording.CEILING: tables.lots(result),
        wording.ADJUSTMENT: tables.sensitivity(result),
    }
    for number, section in enumerate(wording.SECTIONS):
        heading, articles = section
        paper.section(f"{_NUMERALS[number]}、{heading}")
        for place, (name, text) in enumerate(articles):
            mark = f"（{_NUMERALS[place]}）" if name else ""
            paper.article(mark + name, text.format_map(known))
        if table := follow.get(section):
            paper.table(table)
    if result.provisional:
        _provisional(paper, result, _NUMERALS[len(wording.SECTIONS)])
    return paper.data()


def _provisional(paper: Paper, result: Result, numeral: str) -> None:
    """Write each figure that must be confirmed, with the first month concerned."""
    paper.section(f"{numeral}、{wording.PROVISIONAL_HEADING}")
    paper.article("", wording.PROVISIONAL_INTRODUCTION)
    standard = result.estimate.standard
    for number, one in enumerate(result.provisional, start=1):
        name = figure_name(one, standard, "zh")
        note = provisional_note(one, standard, "zh")
        paper.article("", f"{number}. {name}（{one.figure}），{in_words(one.month)}起：{note}。")
    paper.article("", wording.PROVISIONAL_END)
