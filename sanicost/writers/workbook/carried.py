"""输入数据: the canonical inputs, readable and visible, from which the workbook can be reopened."""

from itertools import zip_longest

from sanicost.core.inputs import CanonicalInputs
from sanicost.messages import label
from sanicost.writers.workbook.page import Column, Page
from sanicost.writers.workbook.widths import filled

_TITLES = {
    "project": "一、项目与选项（已确定）",
    "positions": "二、岗位",
    "other_costs": "三、其他费用",
    "rates": "四、费率",
    "overrides": "五、经办人确认的参数",
    "figures_used": "六、采用的参数",
}
_MOST = 22
_WIDTHS = (22, 13, 18, 22, 12, *[7.5] * 25)
"""At least so many characters; no section has more columns."""


def write(page: Page, inputs: CanonicalInputs, version: str) -> None:
    """Write every section as text; the place where an input came from stands last."""
    page.title("输入数据")
    page.widths(_columns(inputs))
    page.text(1, 0, "version", "heading")
    page.text(1, 1, version)
    page.text(2, 0, "sha256", "heading")
    page.wide(2, (1, 4), inputs.sha256, "text")
    row = 4
    for section in inputs.sections:
        page.section(row, f"{_TITLES[section.title]}  [{section.title}]")
        for column, heading in enumerate(section.headings):
            page.text(row + 1, column, heading, "heading")
            page.text(row + 2, column, _word(heading), "heading")
        for number, texts in enumerate(section.rows):
            for column, text in enumerate(texts):
                page.text(row + 3 + number, column, text)
        row += 4 + len(section.rows)


def _columns(inputs: CanonicalInputs) -> list[Column]:
    """Return the columns, which all sections share; long texts get the room they need."""
    rows = [row for section in inputs.sections for row in section.rows]
    texts = zip_longest(*rows, fillvalue="")
    return [
        filled(Column("", "", width), held, _MOST)
        for width, held in zip(_WIDTHS, texts, strict=False)
    ]


def _word(heading: str) -> str:
    """Return the Chinese word for a heading; the heading itself is the key."""
    words = {
        "key": "项目",
        "value": "取值",
        "where": "原位置",
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
        "skill_grade": "职业技能等级",
        "education": "学历",
    }
    return words.get(heading) or label(heading, "zh")
