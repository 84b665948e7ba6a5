"""输入数据: the canonical inputs, readable and visible, from which the workbook can be reopened."""

from itertools import zip_longest

from sanicost.city.columns import field_label
from sanicost.core.fields import BY_NAME
from sanicost.embedded.canonical import CanonicalInputs, Section
from sanicost.embedded.sheet import COPY, HEADERS, chunks, copy_place, header, section_rows, tag
from sanicost.i18n import label
from sanicost.writers.workbook.page import Page, filled
from sanicost.writers.workbook.sheet import SheetColumn

_TITLES = {
    "project": "一、项目与选项（已确定）",
    "positions": "二、岗位",
    "other_costs": "三、其他费用",
    "rates": "四、费率",
    "areas": "五、各包组保洁面积",
    "overrides": "六、经办人确认的参数",
    "figures": "七、参数名称与单位",
    "values": "八、参数取值（全部月份）",
    "documents": "九、施行文件",
    "statutory_dates": "十、法定节假日日期",
    "comparison": "十一、提示所用的对照",
    "reading": "十二、读取时的假定与整理",
    "repricing": "补差的月份和费率",
    "payments": "已补",
    "settlement": "结算的月份和选项",
    "attendance": "出勤记录",
    "figures_now": "各月施行的参数：名称与单位",
    "values_now": "各月施行的参数：取值（全部月份）",
    "documents_now": "各月施行的文件",
    "statutory_dates_now": "各月的法定节假日日期",
}
_COPY_TITLE = "十三、机读副本（在本表右下方，与上列各表逐字相同，供复核时比对；请勿改动）"
_MOST = 22
_WIDTHS = (22, 13, 18, 22, 12, *[7.5] * 29)
"""At least so many characters; no section has more columns."""
_CLIPPED = {"places", "note_zh", "note_en", "params", "dates", "plausible"}
"""Columns that no page has room for; they are read in other sheets, or by the program alone."""


def write(page: Page, inputs: CanonicalInputs) -> None:
    """Write every section as text; the place where an input came from stands last."""
    page.title("输入数据")
    page.widths(_columns(inputs))
    for number, (name, text) in enumerate(zip(HEADERS, header(inputs), strict=True), start=1):
        page.text(number, 0, name, "heading")
        page.wide(number, (1, 4), text, "text")
    for row, section in section_rows(inputs):
        _write_section(page, row, section)
    first, column = copy_place(inputs)
    page.section(first, _COPY_TITLE)
    for row, text in enumerate((COPY, inputs.text_sha256, *chunks(inputs.text)), start=first):
        page.text(row, column, text, "remark")
    # What only the program reads is not printed: the hash alone says which inputs they are.
    page.print_area(1 + len(HEADERS), 5)


def _write_section(page: Page, row: int, section: Section) -> None:
    """Write one table: its title, its keys, their Chinese words, its rows."""
    page.section(row, f"{_TITLES[section.title]}  {tag(section)}")
    for column, heading in enumerate(section.headings):
        page.text(row + 1, column, heading, "heading")
        page.text(row + 2, column, _word(heading), "heading")
        clipped = heading in _CLIPPED
        for number, texts in enumerate(section.rows, start=row + 3):
            if texts[column] or not clipped:
                page.text(number, column, texts[column], "remark" if clipped else "text")


def _columns(inputs: CanonicalInputs) -> list[SheetColumn]:
    """Return the columns, which all sections share; long texts get the room they need."""
    rows = [
        ["" if name in _CLIPPED else text for name, text in zip(section.headings, row, strict=True)]
        for section in inputs.sections
        for row in section.rows
    ]
    texts = zip_longest(*rows, fillvalue="")
    return [
        filled(SheetColumn("", "", width), held, _MOST)
        for width, held in zip(_WIDTHS, texts, strict=False)
    ]


def _word(heading: str) -> str:
    """Return the Chinese word for a heading; the heading itself is the key."""
    words = {
        "key": "项目",
        "value": "取值",
        "where": "原位置",
        "places": "各项原位置",
        "name": "名称",
        "amount": "金额",
        "per": "计费周期",
        "rate": "费率",
        "figure": "参数",
        "from": "起始月份",
        "source": "来源",
        "reason": "理由",
        "standing": "核实程度",
        "until": "确认至",
        "name_zh": "名称",
        "name_en": "英文名称",
        "clause": "条款",
        "unit": "单位",
        "floor": "不得低于",
        "plausible": "合理范围",
        "note_zh": "说明",
        "note_en": "英文说明",
        "document": "文件",
        "lapses": "失效日",
        "kind": "种类",
        "code": "代码",
        "params": "内容",
        "year": "年份",
        "dates": "日期",
        "month": "月份",
        "file": "文件",
        "sha256": "哈希",
    }
    if heading in BY_NAME:
        return field_label(heading, "zh")
    return words.get(heading) or label(heading, "zh")
