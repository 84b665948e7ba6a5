"""The tender clauses: this tender's amounts in an official document's type, without a clock."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn

from sanicost.embedded.canonical import Run
from sanicost.i18n.figures import figure_name
from sanicost.writers.clauses import clauses_bytes
from sanicost.writers.clauses.package import clean
from tests.packs import LOTS, example, one, packed, wording
from tests.rosters import MINIMAL, UNCERTAIN, confirmed, priced

HOSTILE = ["=cmd|' /C calc'!A0", "[/bold]{heads}", "{known.__class__}", "<w:p/>&amp;", "%s"]


def _open(run: Run) -> DocumentType:
    return Document(BytesIO(clauses_bytes(run, wording())))


def _text(document: DocumentType) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _rows(document: DocumentType, caption: str) -> list[list[str]]:
    """Return the table whose caption has these words."""
    captions = [p.text for p in document.paragraphs if p.style == document.styles["Caption"]]
    [place] = [number for number, text in enumerate(captions) if caption in text]
    assert captions[place].startswith(f"表{place + 1} ")
    return [[cell.text for cell in row.cells] for row in document.tables[place].rows]


@pytest.fixture(scope="module")
def street() -> DocumentType:
    return _open(example("street-office.yaml"))


def test_the_clauses_hold_what_the_law_asks_for_with_this_tender_s_amounts(
    street: DocumentType,
) -> None:
    text = _text(street)
    # Minimum wage 2680 from 2026-09: 2680 × 1.2 = 3216. Ceiling and cost are the README's.
    for amount in ("120%，2027年1月起为每月3,216.00元", "57,986,454.31元", "44,053,749.36元"):
        assert amount in text
    for phrase in (
        "一类岗位25元、二类岗位23元、三类岗位20元",
        "累计不足6个月的，不计算工龄；累计6个月以上且不足1年的，视同1年工龄",
        "累计15年以下的，工龄每增加1年，每月增加30元",
        "累计超过15年的，工龄每增加1年，每月增加20元",
        "每年1月调整当年的工龄工资；首次从事环卫工作的，其工龄工资从下一年度起发放",
        "每年6月至10月",
        "作业场所温度降低到33℃以下（不含33℃）的",
        "每人每月300元；实际工作天数少于21.75天的，按照实际工作天数发放，每人每天13.8元",
        "慰问金共计不低于每年2400元",
        "延长工作时间的支付不低于150%",
        "休息日工作又不能安排补休的支付不低于200%",
        "法定节假日工作的支付不低于300%",
        "每日工作时间不超过8小时、平均每周工作时间不超过40小时，每周至少休息1天",
        "一般每日不得超过1小时",
        "每日不得超过3小时，每月不得超过36小时",
        "按照其日工资收入的300%支付年休假工资报酬",
        "基本养老保险16%",
        "缴存比例均不低于7%",
        "依法组织开展职业健康检查，落实职业病防治措施",
        "鼓励中标人为环卫工人购买人身意外伤害保险",
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
    assert "120%，2027年1月起为每月3,216.00元，2028年1月起为每月3,480.00元。" in text
    assert "自2027年1月起为：基本养老保险16%（2028年1月起15%，2028年7月起14%）、" in text
    # What does not move is said once.
    assert "缴存比例均不低于7%（三(八)）" in text


def test_officers_decisions_stand_in_brackets_and_no_least_price_is_set(
    street: DocumentType,
) -> None:
    text = _text(street)
    assert text.count("【由采购人") >= 7
    assert text.count("【") == text.count("】")
    assert "不是报价下限" in text
    assert "最低限价" not in text
    assert "{" not in text
    assert "【待填】" not in text


def test_the_posts_table_has_heads_and_unit_cost_of_each_post(street: DocumentType) -> None:
    rows = _rows(street, "岗位、人数")
    # The README's street office: 78 sweepers, 14 toilet cleaners, same amounts for three years.
    assert rows[1] == ["道路人工清扫保洁工", "一类", "78", "2027年1月", "6,238.02", "1,949.37",
                       "8,187.39"]  # fmt: skip
    assert [row[6] for row in rows if row[0] == "公厕保洁工"] == ["8,131.14"]
    assert sum(int(row[2]) for row in rows[1:] if row[2]) == 150


def test_lines_stand_post_by_post_and_averages_are_marked_as_none_to_pay(
    street: DocumentType,
) -> None:
    wages, employer = (_rows(street, caption) for caption in ("应发工资构成", "单位缴费和"))
    # Nobody works extended hours: seven of the eight wage lines and their sum.
    assert wages[0] == ["岗位", "基础工资", "环卫岗位津贴", "工龄工资", "高温津贴*",
                        "休息日加班工资*", "法定节假日加班工资*", "节日慰问金*",
                        "应发工资小计"]  # fmt: skip
    # 9.5 years are 9.5 × 30; 300 × 5 / 12; 3216 / 21.75 × 2 × 52 / 12 and × 3 × 13 / 12.
    assert wages[1] == ["道路人工清扫保洁工", "3,216.00", "650.00", "285.00", "125.00",
                        "1,281.47", "480.55", "200.00", "6,238.02"]  # fmt: skip
    assert len(wages) == len(employer) == 1 + 12
    assert employer[1][-2:] == ["1,949.37", "8,187.39"]
    assert "为年平均摊入，非发放标准" in _text(street)


def test_those_insured_against_injury_alone_stand_apart() -> None:
    rows = _rows(_open(example("district-lots.yaml")), "单位缴费和")
    [alone] = [row for row in rows if row[0] == "清扫保洁船舶保洁工（仅工伤保险）"]
    assert alone[1:5] == ["0.00"] * 4
    others = [row for row in rows[1:] if row is not alone]
    assert "0.00" not in [amount for row in others for amount in row]


def test_incentives_that_are_priced_are_owed_to_whom_how_much_and_how_proved(
    street: DocumentType, tmp_path: Path
) -> None:
    assert _rows(street, "激励性补贴")[1:] == [
        ["道路机械清扫车驾驶员", "8", "职业技能等级补贴（四级）", "150.00"],
        ["道路机械清扫车驾驶员", "8", "技能岗位补贴", "200.00"],
        ["道路冲洗车驾驶员", "5", "技能岗位补贴", "200.00"],
        ["垃圾运输车驾驶员", "9", "技能岗位补贴", "200.00"],
        ["市容环境卫生质量监管巡查人员", "3", "学历补贴（大学专科）", "200.00"],
        ["项目经理", "1", "学历补贴（大学本科及以上）", "400.00"],
    ]
    text = _text(street)
    assert "表4所列补贴已计入最高投标限价，中标人应当按表列标准，每月发给" in text
    assert "以相应等级的职业技能等级证书证明" in text
    assert "绩效考核结果" not in text
    assert "激励性" not in _text(_open(priced(tmp_path, MINIMAL)))


def test_a_sixth_day_is_explained_where_one_is_paid(street: DocumentType, tmp_path: Path) -> None:
    text = _text(street)
    # 52 rest days × 8 hours / 12 months.
    assert "每周工作六天的，第六日即为休息日加班，不计入每周40小时" in text
    assert "每月加班时间（测算平均至多34.67小时）与其他延长的工作时间合计不得超过36小时" in text
    five = {"positions": [{"title": "公厕保洁工", "headcount": 1, "work_pattern": "five-day"}]}
    assert "第六日" not in _text(_open(priced(tmp_path, {**MINIMAL, **five})))


def test_no_number_of_the_buyer_alone_asks_for_a_reason(street: DocumentType) -> None:
    [asked] = [p.text for p in street.paragraphs if "可以要求说明" in p.text]
    assert "【由采购人按照采购方式确定：评标委员会、谈判小组或者磋商小组】" in asked
    assert "综合其他投标人的报价" in asked
    assert "应当要求" not in _text(street)


def test_what_applies_once_the_regulation_lapses_is_said(tmp_path: Path) -> None:
    # Issued on 2024-02-05 for five years.
    ends = {**MINIMAL, "project": {"start": "2028-02", "months": 12}}
    text = _text(_open(priced(tmp_path, ends)))
    assert "《意见》自印发之日起实施，有效期5年，至2029年2月5日届满" in text
    assert "届满之后" not in text
    later = {**MINIMAL, "project": {"start": "2028-02", "months": 13}}
    text = _text(_open(priced(tmp_path, later)))
    assert "延续到有效期届满之后，自2029年2月起的月份仍按《意见》的标准计算" in text
    assert "没有新规定的，【由采购人确定：是否继续按本条款的标准执行】" in text


def test_a_base_wage_above_the_standard_is_owed_as_listed(tmp_path: Path) -> None:
    position = {"title": "公厕保洁工", "headcount": 1, "base_wage": 3500}
    text = _text(_open(priced(tmp_path, {**MINIMAL, "positions": [position]})))
    # Minimum wage 2500 until 2026-08: 2500 × 1.2 = 3000.
    assert "120%，2026年1月起为每月3,000.00元" in text
    assert "表2所列基础工资高于上述数额的，按表列数额执行" in text


def test_the_rules_have_their_full_title_once_and_no_sentence_a_code_or_a_hash(
    street: DocumentType, tmp_path: Path
) -> None:
    text = _text(street)
    title = "《广州市人民政府办公厅关于规范广州市环卫行业用工的意见》（穗府办规〔2024〕3号，"
    assert text.count(title) == text.count("意见》（") == 1
    assert re.findall("[A-Za-z_]{2,}", text) == []
    run = priced(tmp_path, MINIMAL)
    assert run.inputs.sha256[:8] not in _text(_open(run))
    assert _open(run).core_properties.identifier == run.inputs.sha256


def test_a_lot_has_clauses_of_its_own_with_its_heads_amounts_and_ceiling(tmp_path: Path) -> None:
    run = priced(tmp_path, LOTS)
    files = packed(run, "lot")
    whole = _text(Document(BytesIO(one(files, "用工成本条款"))))
    assert "投标报价超过所投包组的最高投标限价的，投标无效" in whole
    own = Document(BytesIO(one(files, "分包组/002-乙-条款")))
    text = _text(own)
    assert own.paragraphs[0].text == "两个包组（乙）用工成本条款"
    assert "本条款只适用于乙" in text
    assert "本包组配置环卫工人1人" in text
    ceiling = f"{run.result.price.parts[1].ceiling / 100:,.2f}"
    assert f"本包组最高投标限价为{ceiling}元" in text
    assert "对本包组的投标报价超过上述最高投标限价的，投标无效" in text
    assert [row[0] for row in _rows(own, "岗位、人数")[1:] if row[0]] == ["吊车司机"]
    assert "公厕保洁工" not in text


def test_posts_of_one_title_that_are_paid_otherwise_stand_apart_month_by_month(
    tmp_path: Path,
) -> None:
    positions = [
        {"title": "公厕保洁工", "headcount": 1, "seniority_years": years} for years in (0, 10)
    ]
    project = {"start": "2027-01", "months": 24, "seniority_growth": "annual"}
    document = _open(priced(tmp_path, {"project": project, "positions": positions}))
    rows = _rows(document, "岗位、人数")[1:]
    assert [row[:4] for row in rows] == [
        ["公厕保洁工（平均工龄0年）", "一类", "1", "2027年1月"],
        ["", "", "", "2028年1月"],
        ["公厕保洁工（平均工龄10年）", "一类", "1", "2027年1月"],
        ["", "", "", "2028年1月"],
    ]
    # Ten years are 10 × 30 yuan; a year later both have 30 more.
    first, grown, later, _ = (float(row[4].replace(",", "")) for row in rows)
    assert round(later - first, 2) == 300
    assert round(grown - first, 2) == 30


def test_lots_have_a_table_that_foots(tmp_path: Path) -> None:
    run = priced(tmp_path, LOTS)
    rows = _rows(_open(run), "各包组人数")
    assert [row[0] for row in rows] == ["包组", "甲", "乙", "合计"]
    for column in (1, 2, 3):
        numbers = [round(float(row[column].replace(",", "")) * 100) for row in rows[1:]]
        assert numbers[0] + numbers[1] == numbers[2]


def test_provisional_figures_are_stamped_and_listed(tmp_path: Path) -> None:
    run = priced(tmp_path, UNCERTAIN)
    text = _text(_open(run))
    assert "【暂估】" in text
    for unsure in run.result.provisional:
        assert figure_name(unsure.figure, run.result.estimate.standard, "zh") in text
    final = priced(tmp_path, {**UNCERTAIN, "figures": confirmed(run)})
    assert "【暂估】" not in _text(_open(final))


def test_what_is_carried_forward_is_listed_with_what_a_new_value_does(tmp_path: Path) -> None:
    roster = {**MINIMAL, "project": {"start": "2028-12", "months": 6}}
    text = _text(_open(priced(tmp_path, roster)))
    assert "基本养老保险缴费基数上下限：下限5510、上限27549，已知至2026年6月30日" in text
    assert "《意见》有效期至2029年2月5日，2029年2月起沿用。" in text
    assert "以新数值替换所列数值" in text
    assert "【由采购人确定：是否继续按本条款的标准执行】" in text
    goes_on = {"value": "continue", "source": "办公厅复函", "reason": "继续适用"}
    final = _text(_open(priced(tmp_path, {**roster, "figures": {"regulation": goes_on}})))
    assert "经办人已确认继续按《意见》的标准执行" in final
    assert "《意见》有效期至2029年2月5日，2029年2月起沿用。" not in final


def test_a_month_whose_rules_say_nothing_leaves_the_number_to_the_officer(tmp_path: Path) -> None:
    # The limits of working time are known from 2024-03 on only.
    project = {"start": "2019-01", "months": 12, "as_of": "2019-01"}
    run = priced(tmp_path, {**MINIMAL, "project": project})
    assert "平均每周工作时间不超过【待填】小时" in _text(_open(run))


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
    data = clauses_bytes(priced(tmp_path, MINIMAL), wording())
    assert data == clauses_bytes(priced(tmp_path, MINIMAL), wording())
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
    data = clauses_bytes(priced(tmp_path, {"project": project, "positions": positions}), wording())
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
