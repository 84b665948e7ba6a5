"""Nothing in a batch's folder is lost: not an edit, not a former result, not a foreign file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.batch.folders import BAD, batch, contents, fill, names, of_a_clean_run, roster


def _annexes(folder: Path) -> dict[str, str]:
    return {name: digest for name, digest in contents(folder).items() if "测算" in name}


def _edit(folder: Path) -> Path:
    """Change a workbook by hand."""
    annex = next(folder.glob("片区0/00000-测算*.xlsx"))
    annex.write_bytes(annex.read_bytes() + b"by hand")
    return annex


def test_an_edited_workbook_is_left_alone_and_the_others_are_done(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 3), tmp_path / "out"
    batch(source, "-o", out)
    edited = _edit(out)
    held = edited.read_bytes()
    (source / "片区1" / "00001.yaml").write_text(roster(8), encoding="utf-8")
    outcome = batch(source, "-o", out)
    assert outcome.code == 1
    assert edited.name in outcome.err
    assert "改动过" in outcome.err
    assert edited.read_bytes() == held
    results = (out / "results.jsonl").read_text("utf-8")
    assert results.count('"status": "priced"') + results.count('"status":"priced"') == 2
    edited.unlink()
    batch(source, "-o", out)
    assert contents(out) == of_a_clean_run(source, tmp_path)


def test_an_edit_outlives_a_roster_that_was_wrong_for_a_while(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 2), tmp_path / "out"
    batch(source, "-o", out)
    edited = _edit(out)
    held = edited.read_bytes()
    for text in (BAD, roster(0)):
        (source / "片区0" / "00000.yaml").write_text(text, encoding="utf-8")
        outcome = batch(source, "-o", out)
        assert outcome.code == 1
        assert "不是批量测算写出的" not in outcome.err
        assert edited.read_bytes() == held
    assert "改动过" in outcome.err


def _narrower(source: Path, out: Path) -> None:
    batch(source, "-o", out, "--glob", "*0.yaml")


def _one_away(source: Path, out: Path) -> None:
    path = source / "片区1" / "00001.yaml"
    path.rename(source.parent / "away")
    batch(source, "-o", out)
    (source.parent / "away").rename(path)


@pytest.mark.parametrize("between", [_narrower, _one_away])
def test_a_batch_over_fewer_rosters_leaves_the_others_known(
    tmp_path: Path, between: Callable[[Path, Path], None]
) -> None:
    source, out = fill(tmp_path / "in", 3), tmp_path / "out"
    batch(source, "-o", out)
    before = _annexes(out)
    between(source, out)
    assert _annexes(out) == before
    outcome = batch(source, "-o", out)
    assert outcome.code == 0, outcome.err
    assert contents(out) == of_a_clean_run(source, tmp_path)


def test_a_roster_that_cannot_be_read_just_now_keeps_its_workbook(tmp_path: Path) -> None:
    # The list names a roster that is missing for a moment: nothing says that it has changed.
    (tmp_path / "a.yaml").write_text(roster(0), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(roster(1), encoding="utf-8")
    listed, out = tmp_path / "list.csv", tmp_path / "out"
    listed.write_text("roster,output\na.yaml,甲-测算.xlsx\nb.yaml,乙-测算.xlsx\n", "utf-8")
    batch(listed, "-o", out)
    before = contents(out)
    (tmp_path / "a.yaml").rename(tmp_path / "away")
    assert batch(listed, "-o", out).code == 1
    assert _annexes(out) == {name: one for name, one in before.items() if "测算" in name}
    (tmp_path / "away").rename(tmp_path / "a.yaml")
    assert batch(listed, "-o", out).code == 0
    assert contents(out) == before


def test_a_roster_that_is_refused_loses_its_workbook_and_that_is_said(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 2), tmp_path / "out"
    batch(source, "-o", out)
    (source / "片区0" / "00000.yaml").write_text(BAD, encoding="utf-8")
    outcome = batch(source, "-o", out)
    assert outcome.code == 1
    assert "有 1 个以前的结果已删除" in outcome.err
    assert len(_annexes(out)) == 1


@pytest.mark.parametrize(
    "options", [["--start", "2007-01"], ["--as-of", "2026-02", "--against", "2000-10"]]
)
def test_a_wrong_month_for_all_rosters_removes_nothing_and_that_is_said(
    tmp_path: Path, options: list[str]
) -> None:
    source, out = fill(tmp_path / "in", 2), tmp_path / "out"
    batch(source, "-o", out)
    before = _annexes(out)
    outcome = batch(source, "-o", out, *options)
    assert outcome.code == 1
    assert _annexes(out) == before
    assert "有 2 个岗位表这次没有测算，以前的结果仍在文件夹里" in outcome.err
    assert all(name in outcome.err for name in before)
    batch(source, "-o", out)
    assert contents(out) == of_a_clean_run(source, tmp_path)


def test_a_report_with_a_note_in_it_is_not_overwritten(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 2), tmp_path / "out"
    batch(source, "-o", out)
    summary = out / "汇总.xlsx"
    summary.write_bytes(summary.read_bytes() + b"noted")
    before = contents(out)
    outcome = batch(source, "-o", out)
    assert outcome.code == 1
    assert "汇总.xlsx" in outcome.err
    assert contents(out) == before
    summary.rename(tmp_path / "noted.xlsx")
    assert batch(source, "-o", out).code == 0
    assert contents(out) == of_a_clean_run(source, tmp_path)


def test_a_journal_that_is_gone_is_named_not_every_file(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 2), tmp_path / "out"
    batch(source, "-o", out)
    (out / "journal.jsonl").unlink()
    outcome = batch(source, "-o", out)
    assert outcome.code == 1
    assert "journal.jsonl" in outcome.err
    assert "片区" not in outcome.err


@pytest.mark.parametrize(
    ("text", "code"),
    [(None, 3), ("medical.rate: {value: 7, source: 复函, reason: 核实}", 1), ("nosuch: 1", 1)],
)
def test_wrong_figures_for_all_rosters_are_refused_before_any_is_touched(
    tmp_path: Path, text: str | None, code: int
) -> None:
    source, out, figures = fill(tmp_path / "in", 2), tmp_path / "out", tmp_path / "figures.yaml"
    batch(source, "-o", out)
    before = contents(out)
    if text is not None:
        figures.write_text(text, encoding="utf-8")
    outcome = batch(source, "-o", out, "--figures", figures)
    assert outcome.code == code
    assert "figures.yaml" in "".join(outcome.err.split())
    assert contents(out) == before


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_a_folder_with_a_foreign_report_is_left_as_it_is(
    tmp_path: Path, options: list[str]
) -> None:
    source, out = fill(tmp_path / "in", 2), tmp_path / "out"
    out.mkdir()
    (out / "汇总.xlsx").write_bytes(b"mine")
    outcome = batch(source, "-o", out, *options)
    assert outcome.code == 1
    assert "不是批量测算写出的" in outcome.err
    assert [path.name for path in out.iterdir()] == ["汇总.xlsx"]


def test_workbooks_in_place_of_packs_take_their_place(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 1), tmp_path / "out"
    batch(source, "-o", out, "--pack")
    assert any("招标附件" in name for name in names(out))
    batch(source, "-o", out)
    assert contents(out) == of_a_clean_run(source, tmp_path)
