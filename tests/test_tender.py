"""`sanicost tender` as an officer runs it: a folder, whole or not at all."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.program import EXAMPLES, sanicost
from tests.rosters import MINIMAL, write_yaml

STREET, DISTRICT = EXAMPLES / "street-office.yaml", EXAMPLES / "district-lots.yaml"
NAMES = [
    "manifest.json",
    "投标人分项报价表.xlsx",
    "测算附件.xlsx",
    "用工成本条款.docx",
]


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return write_yaml(tmp_path / "in" / "a.yaml", MINIMAL)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "招标 文件"


def _inside(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_pack_stands_in_its_folder_and_what_to_do_next_is_said(out: Path) -> None:
    outcome = sanicost("tender", STREET, "-o", out)
    assert (outcome.code, outcome.err) == (0, "")
    assert sorted(_inside(out)) == NAMES
    for name in NAMES:
        assert name in outcome.out
    assert "57,986,454.31" in outcome.out
    assert "下一步：填写条款中【】内的事项" in outcome.out
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def test_the_workbook_is_the_one_of_estimate(out: Path, tmp_path: Path) -> None:
    options = ("--start", "2026-01", "--months", "6", "--as-of", "2026-01")
    sanicost("tender", STREET, "-o", out, *options)
    sanicost("estimate", STREET, "-o", tmp_path / "a.xlsx", *options)
    assert _inside(out)["测算附件.xlsx"] == (tmp_path / "a.xlsx").read_bytes()


def test_the_same_inputs_give_the_same_bytes_anywhere(out: Path, tmp_path: Path) -> None:
    packs = []
    for number, env in enumerate(
        (
            {"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.GBK", "PYTHONHASHSEED": "1"},
            {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "2"},
        )
    ):
        folder = out.with_name(f"pack {number}")
        arguments = ("tender", DISTRICT, "-o", folder, "--split", "lot", "--json")
        assert sanicost(*arguments, env=env, cwd=tmp_path).code == 0
        packs.append(_inside(folder))
    assert packs[0] == packs[1]
    assert len(packs[0]) == 4 + 2 * 3


def test_a_second_run_needs_force_and_replaces_the_folder_whole(out: Path) -> None:
    sanicost("tender", DISTRICT, "-o", out, "--split", "lot")
    before = _inside(out)
    outcome = sanicost("tender", DISTRICT, "-o", out, "--json")
    assert (outcome.code, outcome.codes) == (4, ["folder-exists"])
    assert _inside(out) == before
    assert sanicost("tender", DISTRICT, "-o", out, "--split", "street", "--force").code == 0
    after = _inside(out)
    assert [name for name in after if name.startswith("分包组")] == []
    assert len([name for name in after if name.startswith("分镇街/")]) == 3


def test_force_never_touches_a_folder_with_anything_else_in_it(out: Path, roster: Path) -> None:
    sanicost("tender", roster, "-o", out)
    (out / "会议纪要.docx").write_bytes(b"mine")
    before = _inside(out)
    outcome = sanicost("tender", roster, "-o", out, "--force", "--json")
    assert (outcome.code, outcome.codes) == (4, ["folder-holds-others"])
    assert "会议纪要.docx" in outcome.document["problems"][0]["message"]
    assert _inside(out) == before


def test_force_never_destroys_clauses_that_an_officer_edited(out: Path, roster: Path) -> None:
    sanicost("tender", roster, "-o", out)
    assert sanicost("tender", roster, "-o", out, "--force").code == 0
    clauses = out / "用工成本条款.docx"
    clauses.write_bytes(clauses.read_bytes() + b"edited")
    before = _inside(out)
    outcome = sanicost("tender", roster, "-o", out, "--force", "--json")
    assert (outcome.code, outcome.codes) == (4, ["folder-file-changed"])
    assert clauses.name in outcome.document["problems"][0]["message"]
    assert _inside(out) == before


def test_links_and_the_roster_s_own_folder_are_refused(out: Path, roster: Path) -> None:
    out.symlink_to(roster.parent, target_is_directory=True)
    for folder, code in ((out, "folder-is-link"), (roster.parent, "folder-holds-input")):
        outcome = sanicost("tender", roster, "-o", folder, "--force", "--json")
        assert (outcome.code, outcome.codes) == (4, [code])
    assert sorted(_inside(roster.parent)) == ["a.yaml"]


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "超出 7,986,454.31 元"), ("en", "by 7,986,454.31")]
)
def test_no_pack_is_written_while_the_ceiling_is_above_the_budget(
    out: Path, tmp_path: Path, lang: str, said: str
) -> None:
    # The README's ceiling of 57,986,454.31 less a budget of fifty millions.
    path = tmp_path / "a.yaml"
    text = STREET.read_text("utf-8")
    path.write_text(text.replace("budget: 58500000", "budget: 50000000"), encoding="utf-8")
    outcome = sanicost("tender", path, "-o", out, "--lang", lang, "--json")
    assert (outcome.code, outcome.codes) == (1, ["tender-above-budget"])
    assert said in outcome.document["problems"][0]["message"]
    shown = sanicost("tender", path, "-o", out, "--lang", lang)
    assert "7,986,454.31" in shown.err
    assert list(out.parent.iterdir()) == []


def test_a_budget_that_is_just_met_is_no_obstacle(out: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    text = STREET.read_text("utf-8")
    path.write_text(text.replace("58500000", "57986454.31"), encoding="utf-8")
    assert sanicost("tender", path, "-o", out).code == 0


def test_a_split_needs_lots_or_a_street_for_each_position(out: Path, tmp_path: Path) -> None:
    for by in ("lot", "street"):
        outcome = sanicost("tender", STREET, "-o", out, "--split", by, "--json")
        assert (outcome.code, outcome.codes) == (1, [f"split-without-{by}"])
    position = {"title": "公厕保洁工", "headcount": 1}
    half = {**MINIMAL, "positions": [{**position, "street": "石牌街道"}, position]}
    path = write_yaml(tmp_path / "half.yaml", half)
    outcome = sanicost("tender", path, "-o", out, "--split", "street", "--json")
    [problem] = outcome.document["problems"]
    assert (problem["code"], problem["where"]) == ("position-without-street", "positions[2]")
    assert sanicost("tender", path, "-o", out, "--split", "post").code == 2
    assert list(out.parent.iterdir()) == []


def test_all_that_is_wrong_is_said_at_once_with_its_place(out: Path, tmp_path: Path) -> None:
    position: dict[str, Any] = {"title": "公厕保洁工", "headcount": 1, "lot": "甲"}
    roster = {
        "project": {"start": "2027-01", "months": 12},
        "positions": [
            {**position, "street": "大学城片区"},
            {**position, "street": "大学城 片区"},
            {**position, "lot": "甲/乙"},
            {**position, "posts_to_man": 2, "shifts": 1},
        ],
        "price": {
            "other_costs": [
                {"name": "车辆", "amount": 1, "per": "month", "lot": "丙"},
                {"name": "工具", "amount": 1, "lot": "甲"},
            ],
            "profit": {"rate": 5},
            "tax": {"rate": "1.2"},
            "lots": {"丁": {"tax": {"rate": "0.06"}}},
        },
    }
    path = write_yaml(tmp_path / "bad.yaml", roster)
    outcome = sanicost("tender", path, "-o", out, "--json")
    assert outcome.code == 1
    found = {(one["where"], one["code"]) for one in outcome.document["problems"]}
    assert found == {
        ("positions[2].street", "spelt-twice"),
        ("positions[3].lot", "lot-name-unfit"),
        ("positions[4].headcount", "headcount-and-coverage"),
        ("price.other_costs[1].lot", "lot-unknown"),
        ("price.other_costs[2].per", "cost-field-missing"),
        ("price.profit.rate", "rate-above-one"),
        ("price.tax.rate", "rate-above-one"),
        ("price.lots.丁", "lot-unknown"),
    }
    messages = {one["where"]: one["message"] for one in outcome.document["problems"]}
    assert "0.05" in messages["price.profit.rate"]
    assert list(out.parent.iterdir()) == []


def test_strict_refuses_what_is_not_confirmed_and_writes_nothing(out: Path, roster: Path) -> None:
    outcome = sanicost("tender", roster, "-o", out, "--strict")
    assert outcome.code == 1
    assert "--strict" in outcome.err
    document = sanicost("tender", roster, "-o", out, "--strict", "--json").document
    assert document["manifest"] is None
    assert list(out.parent.iterdir()) == []


def test_json_is_one_document_with_the_manifest(out: Path) -> None:
    outcome = sanicost("tender", STREET, "-o", out, "--json", "--lang", "en")
    document = outcome.document
    assert document["schema"] == "sanicost.pack/1"
    assert document["folder"] == str(out)
    assert document["ceiling"] == "57986454.31"
    assert document["manifest"] == json.loads((out / "manifest.json").read_text("utf-8"))
    assert document["provisional"] == []
    assert {one["figure"] for one in document["carried_forward"]} >= {"medical.rate"}


def test_a_missing_or_unwritable_place_is_said(out: Path, roster: Path) -> None:
    assert sanicost("tender", roster, "--lang", "zh").code == 2
    outcome = sanicost("tender", roster, "-o", out / "no" / "such", "--json")
    assert (outcome.code, outcome.codes) == (4, ["output-unwritable"])


@pytest.mark.skipif(os.name == "nt", reason="an interrupt is sent by a POSIX signal")
@pytest.mark.parametrize("seconds", [0.6, 1.6])
def test_an_interrupt_leaves_nothing_half_written(out: Path, seconds: float) -> None:
    # As in tests/test_cli.py: a test run in the background ignores interrupts.
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from sanicost.__main__ import main; sys.argv[0] = 'sanicost'; main()"
    )
    positions = [{"title": "公厕保洁工", "headcount": 1, "remarks": str(n)} for n in range(3000)]
    project = {"start": "2026-01", "months": 36}
    path = write_yaml(out.parent.parent / "a.yaml", {"project": project, "positions": positions})
    command = [sys.executable, "-c", code, "tender", str(path), "-o", str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130
    assert list(out.parent.iterdir()) == []


def test_the_help_speaks_both_languages() -> None:
    for lang, phrase in (("zh", "替换先前的整套文件"), ("en", "replace an earlier pack")):
        shown = sanicost("tender", "--help", "--lang", lang).out
        assert phrase in re.sub(r"\s+", " ", shown)
