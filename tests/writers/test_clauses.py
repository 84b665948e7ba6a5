"""The tender clauses: this tender's amounts in an official document's type, without a clock."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn

from sanicost.core.result import Run
from sanicost.writers.clauses import clauses_bytes
from sanicost.writers.clauses.package import clean
from tests.packs import LOTS, example
from tests.rosters import MINIMAL, confirmed, priced

HOSTILE = ["=cmd|' /C calc'!A0", "[/bold]{heads}", "{known.__class__}", "<w:p/>&amp;", "%s"]


def _open(run: Run) -> DocumentType:
    return Document(BytesIO(clauses_bytes(run)))


def _text(document: DocumentType) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.fixture(scope="module")
def street() -> DocumentType:
    return _open(example("street-office.yaml"))


def test_the_clauses_hold_what_the_law_asks_for_with_this_tender_s_amounts(
    street: DocumentType,
) -> None:
    text = _text(street)
    # Minimum wage 2680 from 2026-09: 2680 × 1.2 = 3216. Ceiling and cost are the README's.
    for amount in ("120%，2027年1月起为3,216.00元", "57,986,454.31元", "44,053,749.36元"):
        assert amount in text
    for phrase in (
        "一类岗位25元、二类岗位23元、三类岗位20元",
        "累计15年以下部分每满1年每月30元，超过15年部分每满1年每月20元",
        "每年6月至10月",
        "每人每月300元；实际工作天数少于21.75天的，每人每日13.8元",
        "每人每年合计不低于2400元",
        "延长工作时间的不低于150%",
        "休息日工作又不能安排补休的不低于200%",
        "法定节假日工作的不低于300%",
        "每日工作时间不超过8小时，平均每周不超过40小时，每周至少休息1天",
        "一般每日不超过1小时",
        "每日不超过3小时、每月不超过36小时",
        "按照日工资收入的300%支付年休假工资报酬",
        "养老保险16%",
        "缴存比例均不低于7%",
        "伍仟柒佰玖拾捌万陆仟肆佰伍拾肆元叁角壹分",
    ):
        assert phrase in text, phrase


def test_a_figure_that_moves_inside_the_period_is_stated_with_each_change(tmp_path: Path) -> None:
    said = {"source": "公告", "reason": "政策性调整"}
    figures = {
        "minimum_wage": [{"value": 2900, "from": "2028-01", **said}],
        "pension.rate": [
            {"value": "0.15", "from": "2028-01", **said},
            {"value": "0.14", "from": "2028-07", **said},
        ],
    }
    project = {"start": "2027-01", "months": 24}
    text = _text(_open(priced(tmp_path, {**MINIMAL, "project": project, "figures": figures})))
    # 2680 × 1.2 = 3216; 2900 × 1.2 = 3480.
    assert "120%，2027年1月起为3,216.00元，2028年1月起为3,480.00元。" in text
    assert "2027年1月起单位费率：养老保险16%（2028年1月起15%，2028年7月起14%）、" in text
    # What does not move is said once.
    assert "缴存比例均不低于7%（三(八)）" in text


def test_officers_decisions_stand_in_brackets_and_no_least_price_is_set(
    street: DocumentType,
) -> None:
    text = _text(street)
    assert text.count("【由采购人") >= 7
    assert text.count("【") == text.count("】")
    assert "不是报价下限" in text
    assert "应当要求其在合理的时间内提供书面说明" in text
    assert "最低限价" not in text
    assert "{" not in text
    assert "【待填】" not in text


def test_the_posts_table_has_heads_and_unit_cost_of_each_post(street: DocumentType) -> None:
    rows = [[cell.text for cell in row.cells] for row in street.tables[0].rows]
    # The README's street office: 78 sweepers, 14 toilet cleaners, same amounts for three years.
    assert rows[1] == ["道路人工清扫保洁工", "一类", "78", "2027年1月", "6,238.02", "1,949.37",
                       "8,187.39"]  # fmt: skip
    assert [row[6] for row in rows if row[0] == "公厕保洁工"] == ["8,131.14"]
    assert sum(int(row[2]) for row in rows[1:] if row[2]) == 150
    lines = [[cell.text for cell in row.cells] for row in street.tables[1].rows]
    assert len(lines) == 1 + 8 + 1 + 7 + 1 + 1
    assert lines[1] == ["基础工资", "3,216.00", "3,216.00", "3,216.00"]


def test_amounts_that_differ_within_a_post_are_a_span_and_months_follow(tmp_path: Path) -> None:
    positions = [
        {"title": "公厕保洁工", "headcount": 1, "seniority_years": years} for years in (0, 10)
    ]
    project = {"start": "2027-01", "months": 24, "seniority_growth": "annual"}
    document = _open(priced(tmp_path, {"project": project, "positions": positions}))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows[1:]]
    assert [row[:4] for row in rows] == [
        ["公厕保洁工", "一类", "2", "2027年1月"],
        ["", "", "", "2028年1月"],
    ]
    # Ten years are 10 × 30 yuan; a year later both have 30 more.
    low, high = rows[0][4].split("\n至")
    assert float(high.replace(",", "")) - float(low.replace(",", "")) == 300
    later = rows[1][4].split("\n至")[0]
    assert float(later.replace(",", "")) - float(low.replace(",", "")) == 30


def test_lots_have_a_table_that_foots(tmp_path: Path) -> None:
    run = priced(tmp_path, LOTS)
    rows = [[cell.text for cell in row.cells] for row in _open(run).tables[2].rows]
    assert [row[0] for row in rows] == ["包组", "甲", "乙", "合计"]
    for column in (1, 2, 3):
        numbers = [round(float(row[column].replace(",", "")) * 100) for row in rows[1:]]
        assert numbers[0] + numbers[1] == numbers[2]


def test_provisional_figures_are_stamped_and_listed(tmp_path: Path) -> None:
    run = priced(tmp_path, MINIMAL)
    text = _text(_open(run))
    assert "【暂估】" in text
    for one in run.result.provisional:
        assert f"（{one.figure}）" in text
    final = priced(tmp_path, {**MINIMAL, "figures": confirmed(run)})
    assert "暂估" not in _text(_open(final))


def test_a_month_whose_rules_say_nothing_leaves_the_number_to_the_officer(tmp_path: Path) -> None:
    # The limits of working time are known from 2024-03 on only.
    project = {"start": "2019-01", "months": 12, "as_of": "2019-01"}
    run = priced(tmp_path, {**MINIMAL, "project": project})
    assert "平均每周不超过【待填】小时" in _text(_open(run))


def test_the_type_is_that_of_an_official_document(street: DocumentType) -> None:
    [section] = street.sections
    sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(size.mm) for size in sizes if size is not None] == [210, 297, 37, 35]
    sides = (section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides if side is not None] == [28, 26]
    normal = street.styles["Normal"]
    assert normal.font.size.pt == 16
    # Word counts line spacing in twentieths of a point: 28.95 pt are 579 of them.
    assert normal.paragraph_format.line_spacing.pt == 28.95
    used = {
        (fonts.get(qn("w:eastAsia")), fonts.get(qn("w:ascii")))
        for fonts in street.styles.element.iter(qn("w:rFonts"))
    }
    chinese = {"方正小标宋简体", "仿宋", "黑体", "楷体", "宋体"}
    assert used == {(font, "Times New Roman") for font in chinese}
    assert street.paragraphs[0].style == street.styles["Title"]
    headings = [p.text for p in street.paragraphs if p.style == street.styles["Heading 1"]]
    assert [text[0] for text in headings] == list("一二三四五六七八九十")


def test_pages_are_numbered_and_tables_repeat_their_headings(street: DocumentType) -> None:
    for footer in (street.sections[0].footer, street.sections[0].even_page_footer):
        texts = footer._element.iter(qn("w:t"))
        assert "".join(str(text.text) for text in texts) == "— 1 —"
        [field] = footer._element.iter(qn("w:fldSimple"))
        assert field.get(qn("w:instr")) == "PAGE"
    for table in street.tables:
        [*marks] = table._tbl.iter(qn("w:tblHeader"))
        assert len(marks) == 1


def test_the_file_carries_no_clock_and_no_name(tmp_path: Path) -> None:
    data = clauses_bytes(priced(tmp_path, MINIMAL))
    assert data == clauses_bytes(priced(tmp_path, MINIMAL))
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2024, 2, 5, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[^<]+", core)) == {"2024-02-05T00:00:00Z"}
    assert "python-docx" not in core


def test_hostile_texts_stay_what_they_are(tmp_path: Path) -> None:
    positions = [
        {"title": text, "post_class": 1, "headcount": 1, "lot": f"{n}{{heads}}"}
        for n, text in enumerate(HOSTILE)
    ]
    project = {"start": "2027-01", "months": 1, "name": HOSTILE[2], "buyer": HOSTILE[0]}
    data = clauses_bytes(priced(tmp_path, {"project": project, "positions": positions}))
    document = Document(BytesIO(data))
    text = _text(document)
    for hostile in (*HOSTILE, "0{heads}"):
        assert hostile in text
    with zipfile.ZipFile(BytesIO(data)) as package:
        links = package.read("word/_rels/document.xml.rels").decode()
        assert "External" not in links
        fields = re.findall(r"w:instr=\"(\w+)\"", package.read("word/document.xml").decode())
        assert fields == []


def test_characters_that_no_xml_holds_become_a_mark() -> None:
    assert clean("a\x00b\x0bc\ud800d\uffffe\nf") == "a�b�c�d�e\nf"
