"""A batch's folder in which somebody has put something: the journal, links, folders, odd names."""

import hashlib
import json
import os
import shutil
import signal
import time
import zlib
from pathlib import Path

import pytest

from sanicost.batch.folder import LOCK
from sanicost.batch.jobs import digest
from sanicost.batch.journal import Journal
from tests.batch.folders import batch, contents, fill, of_a_clean_run, roster, started, wait_for
from tests.program import sanicost

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links, signals and locales are POSIX")
JOURNAL = "journal.jsonl"
ASCII = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


def _one(folder: Path) -> tuple[Path, Path]:
    """Price a folder with one roster; return it, and where the outputs are."""
    source, out = folder / "in", folder / "out"
    source.mkdir()
    (source / "a.yaml").write_text(roster(1), encoding="utf-8")
    assert batch(source, "-o", out).code == 0
    return source, out


def _line(head: dict[str, str]) -> str:
    """Return a line of a journal with its checksum, as somebody would forge it."""
    body = json.dumps(head, ensure_ascii=False)
    return f'{body[:-1]}, "crc": "{zlib.crc32(body.encode()):08x}"}}\n'


def _forge(out: Path, output: str, sha256: str) -> None:
    """Let the journal say that the one job had another output, of contents that are right."""
    journal = out / JOURNAL
    lines = journal.read_text("utf-8").splitlines()
    done = next(json.loads(line) for line in lines if '"done"' in line)
    outcome = json.loads(done["line"]) | {"output": output, "output_sha256": sha256}
    head = {"done": "a", "fingerprint": "0", "line": json.dumps(outcome, ensure_ascii=False)}
    kept = [line for line in lines if '"begin"' in line]
    journal.write_text("\n".join(kept) + "\n" + _line(head), encoding="utf-8")


@pytest.mark.parametrize("name", ["../victim.txt", "{full}", "notes.txt", "link/victim.txt"])
def test_an_output_that_the_journal_names_is_not_believed(tmp_path: Path, name: str) -> None:
    source, out = _one(tmp_path)
    victim = (out / "notes.txt") if name == "notes.txt" else tmp_path / "victim.txt"
    victim.write_text("mine", encoding="utf-8")
    (out / "link").symlink_to(tmp_path)
    _forge(out, name.format(full=victim), hashlib.sha256(b"mine").hexdigest())
    # The workbook of the job is nobody's now: the run refuses, or does it again; no more.
    assert batch(source, "-o", out).code in (0, 1)
    assert victim.read_text("utf-8") == "mine"


def test_a_folder_that_is_no_pack_of_ours_is_not_removed(tmp_path: Path) -> None:
    source, out = _one(tmp_path)
    folder = out / "a-招标附件"
    folder.mkdir()
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    (out / "a-测算.xlsx").unlink()
    _forge(out, folder.name, digest(folder))
    batch(source, "-o", out)
    assert (folder / "mine.txt").read_text("utf-8") == "mine"


def test_a_link_in_the_place_of_a_former_output_is_not_followed(tmp_path: Path) -> None:
    source, out = _one(tmp_path)
    (out / "a-测算.xlsx").unlink()
    victim = tmp_path / "victim.xlsx"
    victim.write_bytes(b"mine")
    (out / "a-测算-暂估.xlsx").symlink_to(victim)
    _forge(out, "a-测算-暂估.xlsx", hashlib.sha256(b"mine").hexdigest())
    batch(source, "-o", out)
    assert victim.read_bytes() == b"mine"
    assert (out / "a-测算-暂估.xlsx").is_symlink()


@pytest.mark.parametrize("at", [0.2, 0.7])
def test_a_flipped_byte_cuts_nothing_and_the_old_journal_is_kept(tmp_path: Path, at: float) -> None:
    source, out = fill(tmp_path / "in", 3, bad_every=3), tmp_path / "out"
    batch(source, "-o", out)
    journal = out / JOURNAL
    data = bytearray(journal.read_bytes())
    data[int(at * len(data))] ^= 1
    journal.write_bytes(data)
    before = contents(out)
    code = batch(source, "-o", out).code
    kept = out / "journal-damaged-1.jsonl"
    if kept.exists():  # what was damaged belonged to a roster without an output
        assert kept.read_bytes() == data
        kept.unlink()
        assert contents(out) == of_a_clean_run(source, tmp_path)
    else:
        assert code == 1
        assert contents(out) == before


def test_a_line_that_is_nested_very_deep_is_a_damaged_line(tmp_path: Path) -> None:
    source, out = _one(tmp_path)
    before = contents(out)
    body = '{"begin": ' + "[" * 200_000 + "]" * 200_000 + "}"
    line = f'{body[:-1]}, "crc": "{zlib.crc32(body.encode()):08x}"}}\n'
    with (out / JOURNAL).open("a") as file:
        file.write(line)
    assert batch(source, "-o", out).code == 0
    (out / "journal-damaged-1.jsonl").unlink()
    assert contents(out) == before
    journal = Journal(out, read_only=True)
    assert journal.done("a")
    journal.close()


def test_a_folder_or_file_of_a_stranger_is_not_swept(tmp_path: Path) -> None:
    source, out = _one(tmp_path)
    for name in (".sanicost-notes", ".sanicost-notes.tmp", ".sanicost-ab12cd34"):
        (out / name).mkdir()
        (out / name / "mine.txt").write_text("mine", encoding="utf-8")
    (out / ".sanicost-mine.tmp").write_text("mine", encoding="utf-8")
    half = out / ".sanicost-0123456789abcdef.tmp"
    half.write_text("half", encoding="utf-8")
    assert batch(source, "-o", out).code == 0
    assert len(list(out.rglob("mine.txt"))) == 3
    assert (out / ".sanicost-mine.tmp").exists()
    assert not half.exists()


def test_an_output_taken_away_while_a_batch_runs_is_named(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 5), tmp_path / "out"
    with started(source, "-o", out, "--jobs", "1") as process:
        wait_for(out, 2)
        shutil.rmtree(out / "片区0")
        said = process.communicate()[1].decode()
    assert process.returncode == 4
    assert "片区0/00000-测算.xlsx" in said
    assert not (out / "汇总.xlsx").exists()
    assert batch(source, "-o", out).code == 0
    assert contents(out) == of_a_clean_run(source, tmp_path)


def test_a_folder_removed_while_a_batch_runs_is_not_said_to_be_complete(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 5), tmp_path / "out"
    with started(source, "-o", out, "--jobs", "1") as process:
        wait_for(out, 2)
        shutil.rmtree(out, ignore_errors=True)
        said = process.communicate()[1].decode()
    assert process.returncode == 4
    assert "00000-测算.xlsx" in said


def test_a_lock_file_that_is_deleted_lets_no_second_batch_in(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 14), tmp_path / "out"
    with started(source, "-o", out, "--jobs", "1") as process:
        wait_for(out, 1)
        (out / LOCK).unlink()
        second = batch(source, "-o", out)
        assert process.poll() is None
        os.killpg(process.pid, signal.SIGINT)
        process.communicate()
    assert second.code == 4
    assert "另一个批量测算" in second.err


def test_a_name_of_250_bytes_costs_its_own_roster_alone(tmp_path: Path) -> None:
    source, out, long = tmp_path / "in", tmp_path / "out", "a" * 245
    source.mkdir()
    for name in (long, "ok"):
        (source / f"{name}.yaml").write_text(roster(1), encoding="utf-8")
    run = batch(source, "-o", out)
    assert run.code == 1
    assert "文件名过长" in run.err
    assert (out / "ok-测算.xlsx").exists()


def test_a_name_that_no_system_takes_is_refused_wherever_it_is_given(tmp_path: Path) -> None:
    source, long = fill(tmp_path / "in", 1), tmp_path / ("b" * 300)
    assert batch(source, "-o", long).code == 4
    assert batch(long, "-o", tmp_path / "out").code == 3
    assert batch("--watch", long).code == 3
    assert batch(source, "-o", tmp_path / "out", "--config", long).code == 1


def test_a_watch_outlives_a_name_of_250_bytes(tmp_path: Path) -> None:
    with started("--watch", tmp_path) as process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(1)  # the watch itself begins a moment after it says so
        (tmp_path / ("a" * 245 + ".yaml")).write_text(roster(1), encoding="utf-8")
        lines = [process.stdout.readline().decode() for _ in range(2)]
        (tmp_path / "b.yaml").write_text(roster(1), encoding="utf-8")
        lines.append(process.stdout.readline().decode())
        os.killpg(process.pid, signal.SIGINT)
        process.communicate()
    assert "文件名过长" in lines[1]
    assert "b-测算.xlsx" in lines[2]


@pytest.mark.parametrize("command", ["batch", "tender", "estimate"])
def test_a_locale_that_cannot_name_our_files_is_refused(tmp_path: Path, command: str) -> None:
    path = tmp_path / "in" / "甲.yaml"
    path.parent.mkdir()
    path.write_text(roster(1), encoding="utf-8")
    source = path.parent if command == "batch" else path
    more = () if command == "estimate" else ("-o", tmp_path / "out")
    run = sanicost(command, source, *more, env=ASCII, encoding="ascii")
    assert run.code == 4, run.err
    assert "PYTHONUTF8=1" in run.err
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["in", "甲.yaml"]


@pytest.mark.parametrize(
    "name",
    ["con.xlsx", "东/NUL.xlsx", "a./b.xlsx", "a .xlsx", "b..xlsx", "lpt1.v2.xlsx"],
)
def test_a_list_gives_no_name_that_windows_takes_otherwise(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.yaml").write_text(roster(1), encoding="utf-8")
    rosters = tmp_path / "list.yaml"
    rosters.write_text(f"rosters: [{{roster: a.yaml, output: {json.dumps(name)}}}]", "utf-8")
    run = batch(rosters, "-o", tmp_path / "out")
    assert run.code == 1
    assert not (tmp_path / "out").exists()
