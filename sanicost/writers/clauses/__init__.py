"""The tender clauses as a .docx: a city's wording, the tender's facts put in, and its tables."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from sanicost.embedded.canonical import Run
from sanicost.writers.clauses.facts import ITEMS, conditions, facts
from sanicost.writers.clauses.paper import Paper
from sanicost.writers.clauses.tables import filled, laid_out
from sanicost.writers.clauses.told import Told
from sanicost.writers.clauses.wording import Article, ClauseSection, Sentence, Wording

_DIGITS = ("", *"一二三四五六七八九")
_TEN = "十"
_Part = TypeVar("_Part", Sentence, Article, ClauseSection)


def clauses_bytes(run: Run, wording: Wording) -> bytes:
    """Return the clauses of one tender, or of one lot; the same run gives the same bytes."""
    return _Writer(run, wording).data()


class _Writer:
    """Writes what holds for a tender, numbered as it comes."""

    def __init__(self, run: Run, wording: Wording) -> None:
        self._holds = conditions(run.result) | {""}
        blank = Told(run=run, wording=wording, tables={})
        self._tables = filled(blank)
        numbers = {
            name: wording.say("table", number=number)
            for number, name in enumerate(self._tables, start=1)
        }
        self._told = Told(run=run, wording=wording, tables=numbers)
        self._facts = facts(self._told)
        name = run.result.estimate.roster.project.name or wording.unnamed
        self._paper = Paper(wording.title.format(project=name), run.inputs.sha256)

    def data(self) -> bytes:
        """Return the document."""
        wording = self._told.wording
        for article in self._shown(wording.introduction):
            self._article(article, "")
        for number, section in enumerate(self._shown(wording.sections), start=1):
            self._section(section, numeral(number))
        return self._paper.data()

    def _section(self, section: ClauseSection, mark: str) -> None:
        """Write one section and its tables."""
        say = self._told.wording.say
        self._paper.section(say("section", numeral=mark, heading=section.heading))
        for number, article in enumerate(self._shown(section.articles), start=1):
            own = say("numeral", numeral=numeral(number)) if article.heading else ""
            self._article(article, own)
        for name in section.tables:
            if name in self._tables:
                table = laid_out(self._told, name, self._tables[name], self._facts)
                self._paper.table(table)

    def _article(self, article: Article, mark: str) -> None:
        """Write one paragraph and the list that may follow it."""
        text = self._said(self._shown(article.sentences))
        self._paper.article(mark + article.heading, text, bold=article.is_bold)
        for item in ITEMS[article.items](self._told) if article.items else ():
            self._paper.article("", item)

    def _said(self, sentences: Sequence[Sentence]) -> str:
        """Return sentences with their clauses, once behind those that rest on the same."""
        said: list[str] = []
        cited = [_cited(sentence) for sentence in sentences]
        for sentence, own, after in zip(sentences, cited, [*cited[1:], ()], strict=True):
            text: str = sentence.text.format_map(self._facts)
            if own and own != after:
                clauses = self._told.wording.say("cited", clauses=self._told.listed(own))
                text = text[:-1] + clauses + text[-1]
            said.append(text)
        return "".join(said)

    def _shown(self, parts: Iterable[_Part]) -> list[_Part]:
        """Return the parts that are written for this tender."""
        return [part for part in parts if part.when in self._holds]


def _cited(sentence: Sentence) -> tuple[str, ...]:
    """Return the clauses that are cited behind a sentence."""
    return tuple(sentence.basis) if sentence.is_cited else ()


def numeral(number: int) -> str:
    """Return a number below a hundred as headings count.

    >>> numeral(1), numeral(10), numeral(12), numeral(20)
    ('一', '十', '十二', '二十')
    """
    tens, ones = divmod(number, 10)
    before = _DIGITS[tens] if tens > 1 else ""
    return f"{before}{_TEN if tens else ''}{_DIGITS[ones]}"
