"""Every sentence of the clauses beside what it rests on: `python -m tests.clause_sources`.

It writes docs/条款与依据.md from the wording in config/; tests/writers/test_wording.py holds the
file against the wording, and the words quoted against the regulation in docs/.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from sanicost.city.standard import config_folder
from sanicost.writers.clauses.wording import Article, Sentence, Wording
from sanicost.writers.clauses.wording_data import load_wording

DOCS = Path(__file__).parent.parent / "docs"
FILE = DOCS / "条款与依据.md"
REGULATION = DOCS / "穗府办规〔2024〕3号.txt"
_ORIGINS = {"estimate": "本次测算", "buyer": "采购人的要求或者决定", "document": "对条款本身的说明"}
_WHEN = {
    "whole": "不分包组",
    "lots": "分包组，供各包组共用的条款",
    "lot": "单个包组的条款",
    "provisional": "有暂估参数",
    "relief": "有轮休顶班人员",
    "injury_only": "有仅工伤人员",
    "own_base_wage": "有岗位的基础工资高于标准",
    "constant_seniority": "工龄不增长",
    "growing_seniority": "工龄逐年增长",
    "rest_days": "有休息日加班",
    "incentives": "计列激励性补贴",
    "skill_grade": "计列职业技能等级补贴",
    "education": "计列学历补贴",
    "skill_post_allowance": "计列技能岗位补贴",
    "performance_bonus": "计列绩效考核奖金",
    "rates_absent": "有未计列的费率",
    "lapses": "《意见》有届满日",
    "lapsed": "计价期超过有效期",
    "confirmed_lapse": "计价期超过有效期，已确认继续适用",
    "unconfirmed_lapse": "计价期超过有效期，尚未确认继续适用",
    "carried_forward": "有沿用的参数",
    "sensitivity": "有敏感性分析",
}
_HEAD = (
    "# 条款与依据\n\n"
    "《用工成本条款》的每一句话与它所依据的原文。本表由 `python -m tests.clause_sources` 从 "
    "`config/guangzhou/tender_clauses/` 生成，请勿手改。\n\n"
    "{花括号}内是本次测算填入的内容；“何时写入”为空的，每份条款都有。"
    "“二(四)”等为穗府办规〔2024〕3号的条款号，全文见同一文件夹。\n"
)
_COLUMNS = "\n| 条 | 条款文字 | 依据 | 依据原文 | 何时写入 |\n|---|---|---|---|---|\n"


def text(wording: Wording) -> str:
    """Return the table, a part for each section."""
    parts = [_HEAD, "\n## 引言\n", _COLUMNS, *_rows(wording.introduction, "")]
    for section in wording.sections:
        parts += [f"\n## {section.heading}\n", _COLUMNS, *_rows(section.articles, section.when)]
    return "".join(parts)


def sentences(wording: Wording) -> Iterator[Sentence]:
    """Yield every sentence of a wording."""
    articles = [one for section in wording.sections for one in section.articles]
    for article in (*wording.introduction, *articles):
        yield from article.sentences


def regulation() -> dict[str, str]:
    """Return the text of each clause of the regulation, without white space.

    A clause holds its own points: 三(三) holds 三(三)1.
    """
    found: dict[str, str] = {}
    part, clause, point = "", "", ""
    for line in REGULATION.read_text("utf-8").splitlines():
        if start := re.match(r"([一二三四五六])、", line):
            part, clause, point = start[1], "", ""
        elif start := re.match(r"[（(]([一二三四五六七八])[）)]", line):
            clause, point = f"{part}({start[1]})", ""
        elif (start := re.match(r"(\d)\. ", line)) and clause:
            point = f"{clause}{start[1]}"
        for name in filter(None, (part, clause, point)):
            found[name] = found.get(name, "") + "".join(line.split())
    return found


def _rows(articles: tuple[Article, ...], outer: str) -> Iterator[str]:
    """Yield a row for each sentence."""
    for article in articles:
        for number, sentence in enumerate(article.sentences):
            whens = dict.fromkeys(filter(None, (outer, article.when, sentence.when)))
            cells = (
                article.heading.rstrip("。") if number == 0 else "",
                sentence.text,
                "；".join(sentence.basis) or _ORIGINS[sentence.origin],
                "<br>".join(sentence.basis.values()),
                "；".join(_WHEN[when] for when in whens),
            )
            yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |\n"


if __name__ == "__main__":
    FILE.write_text(text(load_wording(config_folder())), encoding="utf-8")
