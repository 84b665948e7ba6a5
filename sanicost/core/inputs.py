"""The canonical inputs: everything that decides a workbook, as readable text, with its hashes.

The workbook carries them, so that it can be opened again as a roster. The hash of the inputs
leaves out the places from which they came and how they were read: the same tender written as YAML
or as a workbook is the same. The hash of the text covers every letter.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

PLACES = ("where", "places")
READING = "reading"
"""The section that says how the inputs were read: what was assumed, what was put right."""
POSITION_FIELDS = (
    "title",
    "post_class",
    "headcount",
    "posts_to_man",
    "shifts",
    "days_per_year",
    "leave_days",
    "relief_headcount",
    "seniority_years",
    "work_pattern",
    "work_days",
    "rest_days_worked",
    "statutory_days_worked",
    "overtime_hours",
    "heat_exposed",
    "insurance",
    "base_wage",
    "holiday_money",
    "housing_fund_rate",
    "skill_grade",
    "education",
    "skill_post_allowance",
    "performance_bonus",
    "lot",
    "street",
    "remarks",
    "skilled",
    "in_annex",
    "near_titles",
)
ANNEX_FIELDS = ("skilled", "in_annex", "near_titles")
"""What the annex adds to a position: no column of a roster holds it."""
USUAL_FIELDS = (
    "seniority_years",
    "work_pattern",
    "work_days",
    "rest_days_worked",
    "statutory_days_worked",
)
ALL_DAYS, ALL_LOTS, NEAR = "all", "all", "、"


@dataclass(frozen=True)
class Section:
    """One table of the inputs, all text."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class CanonicalInputs:
    """All inputs in a fixed order, with the version of the program that resolved them."""

    version: str
    sections: tuple[Section, ...]

    @cached_property
    def text(self) -> str:
        """All inputs as one JSON text: version, then every section with its places."""
        sections = [(one.title, one.headings, one.rows) for one in self.sections]
        return json_text([self.version, sections])

    @cached_property
    def text_sha256(self) -> str:
        """The hash of the whole text."""
        return hash_of(self.text)

    @cached_property
    def sha256(self) -> str:
        """The hash of the inputs themselves, without places and reading."""
        bare = [(one.title, _without_places(one)) for one in self.sections if one.title != READING]
        return hash_of(json_text(bare))

    @classmethod
    def of_text(cls, text: str) -> "CanonicalInputs":
        """Return the inputs that a text holds; raise ValueError where it is not canonical."""
        try:
            version, sections = json.loads(text)
            found = cls(str(version), tuple(_section(*section) for section in sections))
        except (TypeError, RecursionError) as error:
            raise ValueError(str(error)) from None
        if found.text != text:
            raise ValueError("not canonical")
        return found

    def rows(self, title: str) -> list[dict[str, str]]:
        """Return the rows of a section by heading; none where there is no such section."""
        return [
            dict(zip(section.headings, row, strict=True))
            for section in self.sections
            if section.title == title
            for row in section.rows
        ]


def hash_of(text: str) -> str:
    """Return the SHA-256 of a text, also of a lone surrogate, which no text of ours holds."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def json_text(tree: object) -> str:
    """Return a tree as JSON without spaces."""
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


def _section(title: str, headings: Iterable[str], rows: Iterable[Iterable[str]]) -> Section:
    """Return a section of plain texts, whatever the text that it was read from claims to hold."""
    return Section(str(title), tuple(map(str, headings)), tuple(tuple(map(str, r)) for r in rows))


def _without_places(section: Section) -> list[list[str]]:
    """Return the rows of a section without the columns that hold places."""
    kept = [index for index, name in enumerate(section.headings) if name not in PLACES]
    return [[row[index] for index in kept] for row in section.rows]
