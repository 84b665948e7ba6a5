"""The blank roster: its sheets in the order in which they are filled in, and what cells admit."""

from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias

import xlsxwriter

from sanicost.core.kinds import Number
from sanicost.core.text import column_letters, plain
from sanicost.writers.template_content import OPEN_LISTS, Content, Filled, TemplateField
from sanicost.writers.workbook.book import NO_CLOCK, OPTIONS

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet


Rule: TypeAlias = dict[str, object]
"""A data validation as XlsxWriter takes it."""


def rule_of(field: TemplateField, choices: str | None, first: tuple[int, int]) -> Rule | None:
    """Return the rule for the cells of a field, None where any text will do.

    `choices` is where its list stands, `first` the first cell, from which a formula moves along.
    """
    if field.kind and choices:
        return _either(field.label, field.kind, choices, first)
    if field.kind:
        return _number(field.label, field.kind)
    if choices:
        return _list(field, choices)
    return None


def limits(kind: Number) -> tuple[Decimal, Decimal]:
    """Return the least and the most that a kind of number admits."""
    step = Decimal(1).scaleb(-kind.decimals) if kind.above_least else Decimal(0)
    return kind.least + step, kind.most


def _list(field: TemplateField, choices: str) -> Rule:
    """Return a drop-down; an open one only warns of what it does not know."""
    is_open = field.key in OPEN_LISTS
    said = "该内容不在下拉列表中。确实无误可以继续。" if is_open else "请从下拉列表选取。"
    return {
        "validate": "list",
        "source": f"={choices}",
        "error_type": "warning" if is_open else "stop",
        "error_title": field.label,
        "error_message": said,
    }


def _number(label: str, kind: Number) -> Rule:
    """Return the limits of a number."""
    least, most = limits(kind)
    return {
        "validate": "decimal" if kind.decimals else "integer",
        "criteria": "between",
        "minimum": least,
        "maximum": most,
        "error_title": label,
        "error_message": f"{_called(kind)}，{plain(least)} 至 {plain(most)}。",
    }


def _either(label: str, kind: Number, choices: str, first: tuple[int, int]) -> Rule:
    """Return a rule for a number that may also be one of a few words."""
    cell = f"{column_letters(first[1] + 1)}{first[0] + 1}"
    least, most = limits(kind)
    number = f"AND(ISNUMBER({cell}),{cell}>={plain(least)},{cell}<={plain(most)})"
    words = "，或“选项”中的文字"
    return {
        "validate": "custom",
        "value": f"=OR(COUNTIF({choices},{cell})>0,{number})",
        "error_title": label,
        "error_message": f"{_called(kind)}，{plain(least)} 至 {plain(most)}{words}。",
    }


def _called(kind: Number) -> str:
    """Return what a kind of number is called."""
    return f"应为数字，最多 {kind.decimals} 位小数" if kind.decimals else "应为整数"


ROWS_TO_FILL = 500
"""So many rows below a heading have drop-downs and number checks."""
_HEADING_ROW = 2
_HEADING_HEIGHT = 45
_WIDTH_OF_A_PAGE = 140
"""In characters; wider tables would be too small to read on one page, and take two."""
_GUIDE_WIDTH = 110
_KEY_WIDTHS = (20, 60)
_KEY_HEADINGS = ("填写项目", "填写内容")
_DISTRICT = "区"
_SAMPLES_NOTE = "蓝底为示例，请改写或删除；把鼠标停在标题上看填写说明。"
_FIGURES_NOTE = (
    "以下为计价期内沿用或暂估的参数：查到新文件的，改取值并写明来源和理由；确认不变的，补上来源和理由；"
    "来源和理由都留空的行不起作用。"
)
_FONT = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
_BOX = {"border": 1, "border_color": "#808080"}
_NOTE_FONT_SIZE = 9
_NOTE_SIZE = {"width": 260, "height": 110, "font_name": "宋体", "font_size": _NOTE_FONT_SIZE}


def write(book: "Workbook", content: Content) -> None:
    """Write every sheet; the first that is seen holds the positions."""
    _Sheets(book, content).write()


class _Sheets:
    """Adds the sheets of one workbook."""

    def __init__(self, book: "Workbook", content: Content) -> None:
        self._book = book
        self._content = content
        self._title = book.add_format({**_FONT, "bold": True, "font_size": 14})
        self._note = book.add_format({**_FONT, "font_color": "#595959", "text_wrap": True})
        wrapped = {**_FONT, **_BOX, "text_wrap": True}
        heading = {**wrapped, "bold": True, "align": "center", "bg_color": "#D9D9D9"}
        self._heading = book.add_format(heading)
        self._sample = book.add_format({**_FONT, **_BOX, "bg_color": "#DDEBF7"})
        self._text = book.add_format({**_FONT, "num_format": "@"})
        self._cell = book.add_format(_FONT)
        self._wrapped = book.add_format(wrapped)

    def write(self) -> None:
        """Write all sheets."""
        self._table("positions", self._content.samples["positions"])
        self._project(self._content.samples["project"][0])
        self._table("price", self._content.samples["price"])
        self._table("figures", self._content.samples["figures"], _FIGURES_NOTE)
        self._guide()
        self._lists()

    def _sheet(self, kind: str) -> "Worksheet":
        """Add a sheet that prints on A4 landscape, and write its title."""
        name = self._content.sheets[kind]
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
        sheet.set_footer("&C&8第 &P 页 / 共 &N 页")
        return sheet

    def _table(self, kind: str, samples: Iterable[Filled], note: str = _SAMPLES_NOTE) -> None:
        """Write a table with a heading row, its samples and what its columns admit."""
        sheet, fields = self._sheet(kind), self._content.fields[kind]
        sheet.write_string(0, 0, self._content.sheets[kind], self._title)
        sheet.write_string(1, 0, note, self._cell)
        sheet.set_row(_HEADING_ROW, _HEADING_HEIGHT)
        sheet.repeat_rows(_HEADING_ROW)
        if sum(field.width for field in fields) > _WIDTH_OF_A_PAGE:
            sheet.fit_to_pages(2, 0)
            sheet.repeat_columns(0)
        sheet.freeze_panes(_HEADING_ROW + 1, 1)
        first, last = _HEADING_ROW + 1, _HEADING_ROW + ROWS_TO_FILL
        for column, field in enumerate(fields):
            sheet.set_column(column, column, field.width, self._blank(field))
            sheet.write_string(_HEADING_ROW, column, field.heading, self._heading)
            sheet.write_comment(_HEADING_ROW, column, field.note, _NOTE_SIZE)
            self._admit(sheet, (first, column, last, column), field)
        for row, sample in enumerate(samples, start=first):
            for column, field in enumerate(fields):
                self._fill(sheet, row, column, sample.get(field.key))

    def _project(self, sample: Filled) -> None:
        """Write the keys of the project with the sample's values and a note on each."""
        sheet = self._sheet("project")
        sheet.write_string(0, 0, self._content.sheets["project"], self._title)
        for column, (width, text) in enumerate(zip(_KEY_WIDTHS, _KEY_HEADINGS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(1, column, text, self._heading)
        for row, field in enumerate(self._content.fields["project"], start=2):
            sheet.write_string(row, 0, field.label, self._wrapped)
            self._fill(sheet, row, 1, sample.get(field.key))
            sheet.write_comment(row, 0, field.note, _NOTE_SIZE)
            self._admit(sheet, (row, 1, row, 1), field)

    def _guide(self) -> None:
        """Write how the workbook is filled in."""
        sheet = self._sheet("guide")
        sheet.set_column(0, 0, _GUIDE_WIDTH)
        sheet.write_string(0, 0, self._content.sheets["guide"], self._title)
        for row, line in enumerate(self._content.guide, start=2):
            sheet.write_string(row, 0, line, self._note)
            sheet.set_row(row, 30)

    def _lists(self) -> None:
        """Write what the drop-downs offer, a column for each; streets have their district last."""
        sheet = self._sheet("lists")
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 0)
        labels = {f.key: f.label for fields in self._content.fields.values() for f in fields}
        columns = [(labels[name], words) for name, words in self._content.lists.items()]
        columns.append((_DISTRICT, self._content.districts))
        for column, (heading, words) in enumerate(columns):
            sheet.set_column(column, column, max(map(len, (heading, *words))) * 2 + 1)
            sheet.write_string(0, column, heading, self._heading)
            for row, word in enumerate(words, start=1):
                sheet.write_string(row, column, word, self._cell)

    def _blank(self, field: TemplateField) -> object:
        """Return the format of a field's empty cells: what holds no number stays text."""
        return self._cell if field.kind else self._text

    def _fill(self, sheet: "Worksheet", row: int, column: int, value: Decimal | str | None) -> None:
        """Write one cell of a sample."""
        if isinstance(value, Decimal):
            sheet.write_number(row, column, value, self._sample)
        elif value:
            sheet.write_string(row, column, value, self._sample)
        else:
            sheet.write_blank(row, column, None, self._sample)

    def _admit(
        self, sheet: "Worksheet", where: tuple[int, int, int, int], field: TemplateField
    ) -> None:
        """Let cells take only what the field admits, and say so."""
        choices = self._range(field.choices) if field.choices else None
        rule = rule_of(field, choices, (where[0], where[1]))
        if rule:
            sheet.data_validation(*where, rule)

    def _range(self, name: str) -> str:
        """Return where a list stands."""
        names = list(self._content.lists)
        letter = column_letters(names.index(name) + 1)
        end = len(self._content.lists[name]) + 1
        return f"'{self._content.sheets['lists']}'!${letter}$2:${letter}${end}"


def template_bytes(content: Content) -> bytes:
    """Return the workbook; the same content gives the same bytes."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": content.sheets["positions"], "created": NO_CLOCK})
        write(book, content)
    return buffer.getvalue()
