"""Typing into workbooks that one LibreOffice holds open, which works out each change at once.

A macro written for the purpose opens each workbook, types each change into it, writes down every
cell that then holds something else, and takes the change back. So a change costs what its own
recalculation costs, not the loading and saving of a file.
"""

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tests.recalculation import ALWAYS

Content = Decimal | str | None
"""What is typed into a cell; None clears it."""
Sheets = dict[str, list[list[object]]]
"""What the sheets of a workbook hold, row by row; nothing is an empty text."""


@dataclass(frozen=True)
class Typed:
    """What is typed into a cell: its sheet by number, row and column, all from 0."""

    sheet: int
    row: int
    column: int
    new: Content


Change = Sequence[Typed]
"""What is typed before the workbook is looked at."""

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE {kind} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{file}.dtd">
"""
_LIBRARY = (
    _HEAD.format(kind="library:library", file="library")
    + """<library:library xmlns:library="http://openoffice.org/2000/library"
 library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Typing"/></library:library>"""
)
_MODULE = (
    _HEAD.format(kind="script:module", file="module")
    + """<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Typing"
 script:language="StarBasic"><![CDATA[
Dim book As Object, out As Object, before(), kept(), place()

Sub OpenIt(url, into)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL(url, "_blank", 0, hidden())
  out = createUnoService("com.sun.star.io.TextOutputStream")
  out.setEncoding("UTF-8")
  out.setOutputStream(createUnoService("com.sun.star.ucb.SimpleFileAccess").openFileWrite(into))
  ReDim before(book.Sheets.Count - 1)
  For n = 0 To book.Sheets.Count - 1
    before(n) = Array()
    Say "sheet", n, 0, book.Sheets.getByIndex(n).Name
  Next
  Look
  For n = 0 To book.Sheets.Count - 1
    before(n) = Held(n)
  Next
  kept = Array() : place = Array()
End Sub

Function Held(n)
  Dim held_sheet As Object, cursor As Object
  held_sheet = book.Sheets.getByIndex(n)
  cursor = held_sheet.createCursor()
  cursor.gotoEndOfUsedArea(False)
  last = cursor.RangeAddress
  Held = held_sheet.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow).getDataArray()
End Function

Sub Say(what, r, c, value)
  kind = "n"
  If VarType(value) = 8 Then
    kind = "s"
    value = Join(Split(value, Chr(10)), "\\n")
  ElseIf IsEmpty(value) Or IsNull(value) Then
    value = "" : kind = "s"
  Else
    value = Trim(Str(value))
  End If
  out.writeString(what & Chr(9) & r & Chr(9) & c & Chr(9) & kind & value & Chr(10))
End Sub

Sub Look()
  For n = 0 To book.Sheets.Count - 1
    found = Held(n)
    old = before(n)
    For r = 0 To UBound(found)
      held_row = found(r)
      was = Array()
      If r <= UBound(old) Then was = old(r)
      For c = 0 To UBound(held_row)
        If c > UBound(was) Then
          Say CStr(n), r, c, held_row(c)
        ElseIf VarType(held_row(c)) <> VarType(was(c)) Then
          Say CStr(n), r, c, held_row(c)
        ElseIf VarType(held_row(c)) > 1 Then
          If held_row(c) <> was(c) Then Say CStr(n), r, c, held_row(c)
        End If
      Next
    Next
  Next
  Say "looked", 0, 0, ""
End Sub

Function Cell(n, r, c)
  Dim found As Object
  found = book.Sheets.getByIndex(n).getCellByPosition(c, r)
  ReDim Preserve kept(UBound(kept) + 1)
  kept(UBound(kept)) = found.Formula
  ReDim Preserve place(UBound(place) + 1)
  place(UBound(place)) = found
  Cell = found
End Function

Sub Back()
  For n = UBound(kept) To 0 Step -1
    place(n).Formula = kept(n)
  Next
  kept = Array() : place = Array()
End Sub

Sub CloseIt()
  Look
  out.closeOutput()
  book.close(True)
End Sub
"""
)


def typed_into(books: Sequence[tuple[Path, Sequence[Change]]], folder: Path) -> list[list[Sheets]]:
    """Return what each workbook holds after each of its changes alone; raise if one stays."""
    profile = _profile(folder / "profile")
    outs = [folder / f"typed-{number}.txt" for number in range(len(books))]
    source = _MODULE + "".join(_calls(books, outs)) + "]]></script:module>"
    (profile / "user/basic/Standard/Typing.xba").write_text(source, encoding="utf-8")
    _soffice(profile, "macro:///Standard.Typing.Main")
    return [list(_read(out)) for out in outs]


def _profile(folder: Path) -> Path:
    """Return a profile in which every workbook is recalculated when opened, and our macro stands.

    The first start writes a library of its own over ours.
    """
    user = folder / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    _soffice(folder, "--terminate_after_init")
    (user / "basic/Standard/script.xlb").write_text(_LIBRARY, encoding="utf-8")
    return folder


def _soffice(profile: Path, what: str) -> None:
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    subprocess.run([*command, what], check=True, capture_output=True, timeout=1800)


def _calls(books: Sequence[tuple[Path, Sequence[Change]]], outs: Sequence[Path]) -> Iterator[str]:
    """Yield the macro's own calls: a procedure a workbook in parts, for one may not be long."""
    called = []
    for number, ((path, changes), out) in enumerate(zip(books, outs, strict=True)):
        called.append(f'OpenIt "{path.as_uri()}", "{out.as_uri()}"')
        for start in range(0, len(changes), 50):
            yield f"Sub Part{number}_{start}\n"
            for change in changes[start : start + 50]:
                yield from map(_typing, change)
                yield "Look\nBack\n"
            yield "End Sub\n"
            called.append(f"Part{number}_{start}")
        called.append("CloseIt")
    failed = "Failed:\nSay Error$ & Erl, 0, 0, CStr(Err)\nout.closeOutput()"
    yield "\n".join(("Sub Main", "On Error GoTo Failed", *called, "Exit Sub", failed, "End Sub\n"))


def _typing(one: Typed) -> str:
    cell = f"Cell({one.sheet}, {one.row}, {one.column})"
    match one.new:
        case Decimal():
            return f'{cell}.setValue(Val("{one.new:f}"))\n'
        case _:
            return f'{cell}.setString("{one.new or ""}")\n'


def _read(out: Path) -> Iterator[Sheets]:
    """Yield what the workbook holds after each change."""
    names, looks = [], [dict[tuple[int, int, int], object]()]
    for line in out.read_text(encoding="utf-8").splitlines():
        what, row, column, value = line.split("\t", 3)
        if what == "sheet":
            names.append(value[1:])
        elif what == "looked":
            looks.append({})
        elif not what.isdigit():
            raise ValueError(line)
        else:
            held = float(value[1:]) if value[0] == "n" else value[1:].replace("\\n", "\n")
            looks[-1][int(what), int(row), int(column)] = held
    first, *changes, last, end = looks
    assert not last, f"a change was not taken back: {last}"
    assert not end
    for change in changes:
        yield _sheets(names, first | change)


def _sheets(names: Sequence[str], cells: dict[tuple[int, int, int], object]) -> Sheets:
    found: Sheets = {name: [] for name in names}
    for (sheet, row, column), value in cells.items():
        rows = found[names[sheet]]
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend("" for _ in range(column + 1 - len(rows[row])))
        rows[row][column] = value
    return found
