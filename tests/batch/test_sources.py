"""Which files become rosters of a batch, under which names, and which are passed over."""

import zipfile
from pathlib import Path

import pytest

from sanicost import __version__
from sanicost.writers.files import TEMPORARY
from tests.batch.folders import batch, contents, fill, names, of_a_clean_run, roster
from tests.program import EXAMPLES, sanicost


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _annexes(folder: Path) -> list[str]:
    return [name for name in names(folder) if "测算" in name]


def test_files_and_folders_are_priced_where_they_stand(tmp_path: Path) -> None:
    _write(tmp_path / "in" / "东" / "a.yaml", roster(0))
    _write(tmp_path / "in" / "b.csv", "岗位,人数\n公厕保洁工,2\n")
    single = _write(tmp_path / "c.yaml", roster(1))
    assert batch(tmp_path / "in", single, "-o", tmp_path / "out").code == 0
    assert _annexes(tmp_path / "out") == [
        "b-测算.xlsx",
        "c-测算.xlsx",
        "东/a-测算.xlsx",
    ]


def test_an_annex_workbook_of_a_batch_is_that_of_estimate(tmp_path: Path) -> None:
    path = EXAMPLES / "street-office.xlsx"
    batch(path, "-o", tmp_path / "out")
    sanicost("estimate", path, "-o", tmp_path / "one.xlsx")
    [name] = _annexes(tmp_path / "out")
    assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "one.xlsx").read_bytes()


def test_a_pattern_takes_files_by_name_or_by_path(tmp_path: Path) -> None:
    fill(tmp_path / "in", 10)
    batch(tmp_path / "in", "-o", tmp_path / "a", "--glob", "*7.yaml")
    assert _annexes(tmp_path / "a") == ["片区2/00007-测算.xlsx"]
    batch(tmp_path / "in", "-o", tmp_path / "b", "--glob", "片区3/*", "--glob", "*7.yaml")
    assert len(_annexes(tmp_path / "b")) == 3


def test_our_own_outputs_and_temporary_files_are_passed_over_and_listed(tmp_path: Path) -> None:
    source = tmp_path / "in"
    _write(source / "a.yaml", roster(0))
    batch(source, "-o", source)
    annex = source / "a-测算.xlsx"
    # A workbook of ours is known by what it holds, whatever it is called.
    (source / "终稿.xlsx").write_bytes(annex.read_bytes())
    for name in ("~$a.xlsx", ".~lock.a.xlsx", ".a.yaml"):
        (source / name).write_bytes(b"lock")
    outcome = batch(source, "-o", source)
    assert outcome.code == 0
    assert _annexes(source) == ["a-测算.xlsx"]
    for name in ("终稿.xlsx", "a-测算.xlsx", "汇总.xlsx", "~$a.xlsx", ".~lock.a.xlsx"):
        assert name in outcome.out


def test_a_folder_inside_the_source_that_gets_the_outputs_is_no_source(tmp_path: Path) -> None:
    _write(tmp_path / "a.yaml", roster(0))
    for _ in range(2):
        assert batch(tmp_path, "-o", tmp_path / "out").code == 0
    assert len((tmp_path / "out" / "results.jsonl").read_text("utf-8").splitlines()) == 1


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", 1)
    (source / "round").symlink_to(source)
    outcome = batch(source, "-o", tmp_path / "out")
    assert outcome.code == 0
    assert "round" in outcome.out


@pytest.mark.parametrize("other", ["a.csv", "A.yaml"])
def test_two_rosters_that_would_write_one_file_are_refused_before_anything_is_written(
    tmp_path: Path, other: str
) -> None:
    # A and a are the same file to Windows and macOS.
    _write(tmp_path / "in" / "a.yaml", roster(0))
    _write(tmp_path / "in" / other, roster(1))
    outcome = batch(tmp_path / "in", "-o", tmp_path / "out")
    assert outcome.code == 1
    assert "a.yaml" in outcome.err
    assert other in outcome.err
    assert not (tmp_path / "out").exists()


def test_rosters_of_one_name_from_two_folders_are_told_apart_when_they_are_refused(
    tmp_path: Path,
) -> None:
    for folder in ("东区", "西区"):
        _write(tmp_path / folder / "岗位表.yaml", roster(0))
    outcome = batch(tmp_path / "东区", tmp_path / "西区", "-o", tmp_path / "out")
    assert outcome.code == 1
    said = "".join(outcome.err.split())
    assert "东区/岗位表.yaml" in said
    assert "西区/岗位表.yaml" in said
    assert not (tmp_path / "out").exists()


def test_names_that_differ_in_how_an_accent_is_stored_count_as_one(tmp_path: Path) -> None:
    for name in ("caf\u00e9.yaml", "cafe\u0301.yaml"):
        _write(tmp_path / "in" / name, roster(0))
    outcome = batch(tmp_path / "in", "-o", tmp_path / "out")
    assert outcome.code == 1
    assert "重音写法不同的名字算同一个" in "".join(outcome.err.split())


def test_a_link_that_leads_to_itself_costs_only_its_own_roster(tmp_path: Path) -> None:
    source = tmp_path / "in"
    _write(source / "a.yaml", roster(0))
    (source / "self.yaml").symlink_to("self.yaml")
    (source / "nowhere.yaml").symlink_to("gone.yaml")
    outcome = batch(source, "-o", tmp_path / "out")
    assert outcome.code == 1
    assert "共 3 个岗位表：已测算 1 个" in outcome.out
    assert _annexes(tmp_path / "out") == ["a-测算.xlsx"]
    assert batch(source, "-o", source / "self.yaml").code == 4


def test_a_workbook_that_is_damaged_where_its_sheets_are_named_costs_only_itself(
    tmp_path: Path,
) -> None:
    source = tmp_path / "in"
    _write(source / "a.yaml", roster(0))
    data = bytearray((EXAMPLES / "street-office.xlsx").read_bytes())
    with zipfile.ZipFile(EXAMPLES / "street-office.xlsx") as package:
        part = package.getinfo("xl/workbook.xml")
    start = part.header_offset + 30 + len(part.filename)
    # The packed bytes of the part become 0xFF: a block of a kind that does not exist.
    data[start : start + 20] = b"\xff" * 20
    (source / "b.xlsx").write_bytes(data)
    outcome = batch(source, "-o", tmp_path / "out")
    assert outcome.code == 1
    assert "b.xlsx" in outcome.err
    assert _annexes(tmp_path / "out") == ["a-测算.xlsx"]


def test_a_roster_named_twice_is_priced_once(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.yaml", roster(0))
    assert "共 1 个" in batch(path, path, tmp_path, "-o", tmp_path / "out").out


LISTS = {
    "list.csv": (
        "岗位表文件,输出文件,起始月份,服务月数,冻结月份,参数文件\n"
        "a.yaml,甲/第一份.xlsx,2026-02,3,,\n"
        "a.yaml,,2026-05,,2026-01,f.yaml\n"
    ),
    "list.yaml": (
        "rosters:\n"
        "  - {roster: a.yaml, output: 甲/第一份.xlsx, start: 2026-02, months: 3}\n"
        "  - {roster: a.yaml, start: 2026-05, as_of: 2026-01, figures: f.yaml}\n"
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_gives_each_roster_its_name_and_options(tmp_path: Path, name: str) -> None:
    _write(tmp_path / "a.yaml", roster(1))
    _write(tmp_path / "f.yaml", "medical.rate: {value: 0.06, source: 复函, reason: 核实}\n")
    listed = _write(tmp_path / name, LISTS[name])
    outcome = batch(listed, "-o", tmp_path / "out")
    assert outcome.code == 0, outcome.err
    lines = (tmp_path / "out" / "results.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 2
    assert '"start":"2026-05","months":6,"as_of":"2026-01"' in lines[0]
    assert "medical.rate" not in lines[0]
    assert '"output":"甲/第一份.xlsx"' in lines[1]
    assert '"start":"2026-02","months":3,"as_of":""' in lines[1]
    assert "甲/第一份.xlsx" in names(tmp_path / "out")


@pytest.mark.parametrize("heading", ["名册", "roster", "岗位表文件（路径）"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
@pytest.mark.parametrize("count", [1, 300])
def test_a_list_may_be_one_column_in_any_encoding_that_excel_writes(
    tmp_path: Path, heading: str, encoding: str, count: int
) -> None:
    # 300 rows are more than what is looked at to tell a list from a roster.
    _write(tmp_path / "石牌街道环卫站.yaml", roster(1))
    listed = tmp_path / "清单.csv"
    lines = [heading, *(f"石牌街道环卫站.yaml{' ' * n}" for n in range(count)), ""]
    listed.write_bytes("\r\n".join(lines).encode(encoding))
    outcome = batch(listed, "-o", tmp_path / "out")
    assert (outcome.code, outcome.err) == (0, "")
    assert "共 1 个" in outcome.out


def test_a_roster_under_the_title_of_a_list_is_a_roster(tmp_path: Path) -> None:
    _write(tmp_path / "in" / "a.csv", "岗位表,\n岗位,人数\n公厕保洁工,2\n")
    assert batch(tmp_path / "in", "-o", tmp_path / "out").code == 0
    assert _annexes(tmp_path / "out") == ["a-测算.xlsx"]


@pytest.mark.parametrize(
    "name", ["../a.xlsx", "/tmp/a.xlsx", "C:\\a.xlsx", "a\\..\\..\\b.xlsx", "a.exe", "b:c.xlsx"]
)
def test_a_list_cannot_write_outside_the_folder(tmp_path: Path, name: str) -> None:
    _write(tmp_path / "a.yaml", roster(1))
    listed = _write(tmp_path / "list.csv", f"roster,output\na.yaml,{name}\n")
    outcome = batch(listed, "-o", tmp_path / "deep" / "out")
    assert outcome.code == 1
    assert "第2行" in outcome.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "list.csv"]


def test_a_list_may_not_give_one_output_twice_nor_the_name_of_a_report(tmp_path: Path) -> None:
    _write(tmp_path / "a.yaml", roster(1))
    for text in ("a.yaml,x.xlsx\na.yaml,X.xlsx\n", "a.yaml,汇总.xlsx\n"):
        listed = _write(tmp_path / "list.csv", f"roster,output\n{text}")
        assert batch(listed, "-o", tmp_path / "out").code == 1
        assert not (tmp_path / "out").exists()


def test_a_missing_roster_of_a_list_fails_alone(tmp_path: Path) -> None:
    _write(tmp_path / "a.yaml", roster(1))
    listed = _write(tmp_path / "list.csv", "roster,output\na.yaml,x.xlsx\nb.yaml,y.xlsx\n")
    outcome = batch(listed, "-o", tmp_path / "out")
    assert outcome.code == 1
    assert "x.xlsx" in names(tmp_path / "out")


def test_names_that_would_play_with_the_terminal_are_spelled_out(tmp_path: Path) -> None:
    _write(tmp_path / "in" / "a\x1b[31m\u202eb.yaml", roster(0))
    outcome = batch(tmp_path / "in", "-o", tmp_path / "out")
    assert outcome.code == 0
    assert "\x1b" not in outcome.out
    assert "\u202e" not in outcome.out
    assert "\\u001b" in outcome.out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("in",), 2),
        (("-o", "out"), 2),
        (("in", "-o", "out", "--against", "2026-01"), 2),
        (("in", "-o", "out", "--jobs", "0"), 2),
        (("--watch", "in", "-o", "out"), 2),
        (("--watch", "in", "--dry-run"), 2),
        (("--watch", "in", "--fail-fast"), 2),
        (("--watch", "in/a.yaml"), 3),
        (("--watch", "nowhere"), 3),
        (("nowhere", "-o", "out"), 3),
        (("empty", "-o", "out"), 1),
    ],
)
def test_what_cannot_be_a_batch_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    _write(tmp_path / "in" / "a.yaml", roster(0))
    (tmp_path / "empty").mkdir()
    outcome = sanicost("batch", *arguments, cwd=tmp_path)
    assert outcome.code == code
    assert "Traceback" not in outcome.err
    assert not (tmp_path / "out").exists()


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", 7)
    outcome = batch(source, "-o", tmp_path / "out", "--dry-run")
    assert outcome.code == 0
    assert "7 个要做" in outcome.out
    either = "片区0/00000.yaml → 片区0/00000-测算.xlsx（或 -测算-暂估.xlsx）"
    assert either in outcome.out
    assert "不能测算" not in outcome.out
    assert "约需" in outcome.out
    assert not (tmp_path / "out").exists()
    batch(source, "-o", tmp_path / "out")
    before = contents(tmp_path / "out")
    assert "7 个已完成且未变，0 个要做" in batch(source, "-o", tmp_path / "out", "--dry-run").out
    assert contents(tmp_path / "out") == before


def test_a_pack_of_a_batch_is_that_of_tender(tmp_path: Path) -> None:
    path, out = EXAMPLES / "district-lots.yaml", tmp_path / "out"
    assert batch(path, "-o", out, "--pack").code == 0
    sanicost("tender", path, "-o", tmp_path / "one")
    assert contents(out / "district-lots-招标附件") == contents(tmp_path / "one")
    before = contents(out)
    # A killed run may leave a folder half filled; and packs are no sources.
    half = out / f"{TEMPORARY[0]}{'0a' * 8}{TEMPORARY[1]}"
    (half / "new").mkdir(parents=True)
    assert "此前已完成）" in batch(path, "-o", out, "--pack").out
    assert contents(out) == before
    assert not half.exists()
    assert batch(out, "-o", tmp_path / "none").code == 1
    # The roster's own unchanged pack gives way to a new one.
    assert batch(path, "-o", out, "--pack", "--months", "12").code == 0
    assert contents(out) != before
    # What somebody changed in a pack, or put beside our files is never replaced with them.
    [clauses] = (out / "district-lots-招标附件").glob("*.docx")
    kept = clauses.read_bytes()
    clauses.write_bytes(b"edited")
    assert batch(path, "-o", out, "--pack").code == 1
    assert clauses.read_bytes() == b"edited"
    clauses.write_bytes(kept)
    (out / "district-lots-招标附件" / "笔记.txt").write_text("mine", "utf-8")
    assert batch(path, "-o", out, "--pack").code == 1
    assert (out / "district-lots-招标附件" / "笔记.txt").read_text("utf-8") == "mine"


def test_fail_fast_stops_at_the_first_failure_and_can_be_gone_on_with(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", 15, bad_every=3)
    outcome = batch(source, "-o", tmp_path / "out", "--fail-fast", "--jobs", "1")
    assert outcome.code == 1
    assert "--fail-fast" in outcome.err
    assert "汇总.xlsx" not in names(tmp_path / "out")
    assert len(_annexes(tmp_path / "out")) < 10
    batch(source, "-o", tmp_path / "out")
    assert contents(tmp_path / "out") == of_a_clean_run(source, tmp_path)


def test_a_dry_run_says_how_many_of_its_sample_cannot_be_priced(tmp_path: Path) -> None:
    # All five are the sample: the second and the fourth are refused, the fifth is no workbook.
    source = fill(tmp_path / "in", 4, bad_every=2)
    (source / "片区4").mkdir()
    (source / "片区4" / "z.xlsx").write_bytes(b"none")
    outcome = batch(source, "-o", tmp_path / "out", "--dry-run")
    assert outcome.code == 0
    names_said = "片区1/00001.yaml, 片区3/00003.yaml, 片区4/z.xlsx"
    assert f"样本中有 3 个现在不能测算：{names_said}。" in outcome.out
    english = sanicost("batch", source, "-o", tmp_path / "out", "--dry-run", "--lang", "en").out
    assert "3 of the sample cannot be priced" in english
    assert "片区0/00000-测算.xlsx (or -测算-暂估.xlsx)" in english


def test_a_dry_run_of_packs_gives_one_name_and_knows_a_ceiling_above_the_budget(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.yaml").write_text(roster(1), encoding="utf-8")
    outcome = batch(tmp_path / "a.yaml", "-o", tmp_path / "out", "--pack", "--dry-run")
    assert "a.yaml → a-招标附件\n" in outcome.out
    budget = roster(1).replace("months: 6", "months: 6, budget: 1")
    (tmp_path / "a.yaml").write_text(budget, encoding="utf-8")
    above = batch(tmp_path / "a.yaml", "-o", tmp_path / "out", "--pack", "--dry-run").out
    assert "样本中有 1 个现在不能测算：a.yaml" in above


def test_quiet_says_nothing_but_what_failed_and_a_log_tells_all(tmp_path: Path) -> None:
    source, log = fill(tmp_path / "in", 4, bad_every=4), tmp_path / "log.txt"
    outcome = batch(source, "-o", tmp_path / "out", "--quiet", "--log", log)
    assert outcome.out == ""
    assert "00003.yaml" in outcome.err
    lines = log.read_text("utf-8").splitlines()
    # A line for each of the four, one before them and one after.
    assert len(lines) == 6
    assert sum("number-outside-limits" in line for line in lines) == 1
    assert [line.split(" ")[2][:5] for line in lines[1:-1]] == ["[1/4]", "[2/4]", "[3/4]", "[4/4]"]


def test_a_log_says_what_was_asked_and_how_it_ended(tmp_path: Path) -> None:
    source, log = fill(tmp_path / "in", 4, bad_every=4), tmp_path / "log.txt"
    asked = ("batch", source, "-o", tmp_path / "out", "--months", "3", "--start", "2026-02")
    for lang in ("zh", "en"):
        assert sanicost(*asked, "--log", log, "--lang", lang).code == 1
    lines = log.read_text("utf-8").splitlines()
    assert len(lines) == 12
    for line, rosters in ((lines[0], "；4 个岗位表"), (lines[6], "; 4 rosters")):
        assert f"sanicost {__version__}" in line
        assert str(Path.cwd()) in line
        assert f"batch {source} -o {tmp_path / 'out'} --months 3 --start 2026-02 --log" in line
        assert line.endswith(rosters)
    # 1 of 4 is bad; all are final, so the second run finds all four done.
    assert "结束，退出码 1; 共 4 个岗位表：已测算 3 个，未测算 1 个" in lines[5]
    assert "ended with exit code 1; 4 rosters: 3 priced, 1 not priced (4 done" in lines[11]


def test_a_log_tells_of_a_batch_that_was_refused_before_it_began(tmp_path: Path) -> None:
    source, log = fill(tmp_path / "in", 1), tmp_path / "log.txt"
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "汇总.xlsx").write_bytes(b"mine")
    assert batch(source, "-o", tmp_path / "out", "--log", log).code == 1
    began, ended = log.read_text("utf-8").splitlines()
    assert "开始" in began
    assert "结束，退出码 1; 共 0 个岗位表" in ended


def test_the_number_of_processes_changes_no_byte(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", 12, bad_every=5)
    for number in (1, 2, 5):
        batch(source, "-o", tmp_path / str(number), "--jobs", str(number))
    assert contents(tmp_path / "1") == contents(tmp_path / "2") == contents(tmp_path / "5")
