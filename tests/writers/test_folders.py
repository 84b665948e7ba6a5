"""Folders appear whole or not at all, and only an earlier pack is ever replaced."""

import hashlib
import json
from collections import UserDict
from pathlib import Path

import pytest

from sanicost.writers.files import (
    MANIFEST,
    SCHEMA,
    OutputRefused,
    refuse_folder,
    refuse_long,
    write_folder,
)


def _manifest(files: dict[str, bytes], schema: str = SCHEMA) -> bytes:
    listed = [
        {"name": name, "sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()
    ]
    return json.dumps({"schema": schema, "files": listed}).encode()


FILES = {"a.txt": b"1", "sub/b.txt": b"2"}
PACK = {**FILES, MANIFEST: _manifest(FILES)}


def _inside(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _refused(folder: Path, source: Path, *, force: bool) -> str:
    with pytest.raises(OutputRefused) as refused:
        refuse_folder(folder, source, force=force)
    return refused.value.problem.code


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "roster.yaml"
    path.write_text("x")
    return path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def test_a_folder_is_written_with_all_below_it(place: Path) -> None:
    write_folder(place / "包", PACK, force=False)
    assert _inside(place) == {f"包/{name}": data for name, data in PACK.items()}


def test_a_folder_is_open_to_the_same_people_as_any_other(place: Path) -> None:
    (place / "usual").mkdir()
    (place / "usual" / "a.txt").write_bytes(b"")
    write_folder(place / "包", PACK, force=False)
    for name in ("", "a.txt"):
        modes = [(place / folder / name).stat().st_mode for folder in ("usual", "包")]
        assert modes[0] == modes[1]


def test_an_earlier_pack_is_replaced_whole_when_asked(place: Path, source: Path) -> None:
    write_folder(place / "包", PACK, force=False)
    assert _refused(place / "包", source, force=False) == "folder-exists"
    refuse_folder(place / "包", source, force=True)
    new = {"c.txt": b"3", MANIFEST: _manifest({"c.txt": b"3"})}
    write_folder(place / "包", new, force=True)
    assert _inside(place) == {f"包/{name}": data for name, data in new.items()}


@pytest.mark.parametrize("foreign", ["mine.docx", "sub/mine.docx", "other/x", ".hidden"])
def test_a_folder_with_foreign_files_is_never_replaced(
    place: Path, source: Path, foreign: str
) -> None:
    write_folder(place / "包", PACK, force=False)
    path = place / "包" / foreign
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"mine")
    assert _refused(place / "包", source, force=True) == "folder-holds-others"


def test_a_pack_of_which_a_file_was_changed_since_is_never_replaced(
    place: Path, source: Path
) -> None:
    write_folder(place / "包", PACK, force=False)
    (place / "包" / "sub" / "b.txt").write_bytes(b"edited")
    with pytest.raises(OutputRefused) as refused:
        refuse_folder(place / "包", source, force=True)
    problem = refused.value.problem
    assert (problem.code, problem.params["found"]) == ("folder-file-changed", "sub/b.txt")
    # Moved elsewhere, it no longer stands against a new pack.
    (place / "包" / "sub" / "b.txt").unlink()
    refuse_folder(place / "包", source, force=True)


def test_an_empty_folder_of_somebody_else_stays_unless_asked(place: Path, source: Path) -> None:
    (place / "包" / "leer").mkdir(parents=True)
    assert _refused(place / "包", source, force=False) == "folder-exists"
    assert _refused(place / "包", source, force=True) == "folder-holds-others"


@pytest.mark.parametrize(
    "manifest",
    [b"", b"[]", b"{", b'{"schema": 1}', _manifest({"a.txt": b"1"}, "other/1"), b"[" * 99_999],
)
def test_a_manifest_that_is_not_ours_vouches_for_nothing(
    place: Path, source: Path, manifest: bytes
) -> None:
    write_folder(place / "包", {"a.txt": b"1", MANIFEST: manifest}, force=False)
    assert _refused(place / "包", source, force=True) == "folder-holds-others"


def test_links_files_and_the_roster_s_own_folder_are_refused(place: Path, source: Path) -> None:
    (place / "file").write_bytes(b"")
    assert _refused(place / "file", source, force=True) == "folder-exists"
    assert _refused(source.parent, source, force=True) == "folder-holds-input"
    assert _refused(source.parent.parent, source, force=True) == "folder-holds-input"
    (place / "link").symlink_to(place, target_is_directory=True)
    assert _refused(place / "link", source, force=True) == "folder-is-link"
    (place / "broken").symlink_to(place / "nowhere")
    assert _refused(place / "broken", source, force=True) == "folder-is-link"


def test_what_cannot_be_written_leaves_nothing_and_the_earlier_pack_whole(place: Path) -> None:
    write_folder(place / "包", PACK, force=False)
    # No file system takes a name of 300 characters: the second file fails.
    for folder in ("包", "neu"):
        with pytest.raises(OutputRefused, match="output-unwritable"):
            write_folder(place / folder, {"a.txt": b"9", "x" * 300: b""}, force=True)
    assert _inside(place) == {f"包/{name}": data for name, data in PACK.items()}
    with pytest.raises(OutputRefused, match="output-unwritable"):
        write_folder(place / "no" / "such", PACK, force=False)


class _Interrupted(UserDict[str, bytes]):
    """Files during whose writing somebody presses Ctrl-C."""

    def __getitem__(self, name: str) -> bytes:
        raise KeyboardInterrupt


def test_an_interrupt_leaves_nothing_and_the_earlier_pack_whole(place: Path) -> None:
    write_folder(place / "包", PACK, force=False)
    with pytest.raises(KeyboardInterrupt):
        write_folder(place / "包", _Interrupted(PACK), force=True)
    assert _inside(place) == {f"包/{name}": data for name, data in PACK.items()}
    assert [path.name for path in place.iterdir()] == ["包"]


def test_a_folder_that_somebody_filled_meanwhile_is_not_overwritten(place: Path) -> None:
    (place / "包").mkdir()
    (place / "包" / "mine").write_bytes(b"mine")
    with pytest.raises(OutputRefused, match="output-unwritable"):
        write_folder(place / "包", PACK, force=False)
    assert _inside(place) == {"包/mine": b"mine"}


def test_a_path_as_long_as_windows_takes_passes_and_one_character_more_is_refused(
    tmp_path: Path,
) -> None:
    # MAX_PATH is 260 with the end mark of a string: 259 characters, the drive among them.
    start = len(str(tmp_path)) + 1
    fits, long = tmp_path / ("甲" * (259 - start)), tmp_path / ("甲" * (260 - start))
    refuse_long(tmp_path / "a", fits, most=259)
    refuse_long(long, most=None)
    with pytest.raises(OutputRefused) as refused:
        refuse_long(tmp_path / "a", long, most=259)
    assert refused.value.problem.code == "output-path-long"
    assert refused.value.problem.params == {"found": 260, "most": 259}
    assert refused.value.problem.where == "a"
