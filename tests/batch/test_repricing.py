"""A folder of contracts repriced: the same as one by one, and what they come to together."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sanicost.__main__ import run
from tests.batch.folders import BAD, batch, contents, fill, names


def test_a_folder_is_repriced_as_each_contract_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = fill(tmp_path / "in", 3)
    (source / "bad.yaml").write_text(BAD, encoding="utf-8")
    assert batch(source, "-o", tmp_path / "out", "--reprice", "2025-01").code == 1
    lines = [
        json.loads(line)
        for line in (tmp_path / "out" / "results.jsonl").read_text("utf-8").splitlines()
    ]
    found = {line["roster"]: line["adjustment"] for line in lines}
    assert found.pop("bad.yaml") is None
    assert len(found) == 3
    for name, adjustment in found.items():
        assert run(["reprice", str(source / name), "--signed", "2025-01", "--json"]) == 0
        one = json.loads(capsys.readouterr().out)
        assert adjustment["total"] == one["total"]
        causes = sum(Decimal(cause["amount"]) for cause in adjustment["causes"])
        assert causes == Decimal(one["total"]) > 0
    outputs = [one for one in names(tmp_path / "out") if one.endswith("-补差测算.xlsx")]
    assert len(outputs) == 3
    one = tmp_path / "one.xlsx"
    first = str(source / sorted(found)[0])
    assert run(["reprice", first, "--signed", "2025-01", "-o", str(one)]) == 0
    name = sorted(found)[0].replace(".yaml", "-补差测算.xlsx")
    assert (tmp_path / "out" / name).read_bytes() == one.read_bytes()
    book = load_workbook(tmp_path / "out" / "汇总.xlsx", data_only=True)
    total = sum(Decimal(adjustment["total"]) for adjustment in found.values())
    last = [cell.value for cell in list(book["补差"].rows)[-1]]
    assert last[0] == "合计"
    assert Decimal(str(last[-1])) == total
    before = contents(tmp_path / "out")
    batch(source, "-o", tmp_path / "out", "--reprice", "2025-01")
    assert contents(tmp_path / "out") == before


def test_each_contract_has_its_agreement_and_workbooks_of_ours_are_contracts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = fill(tmp_path / "in", 1), tmp_path / "out"
    roster = next(source.rglob("*.yaml"))
    annex = source / "已签合同.xlsx"
    signed = ("--as-of", "2025-06", "--start", "2025-01", "--months", "12")
    capsys.readouterr()
    assert run(["estimate", str(roster), *signed, "-o", str(annex)]) == 0
    capsys.readouterr()
    for contract, asked in ((roster, ["--signed", "2025-01"]), (annex, [])):
        one = tmp_path / f"{contract.stem}-补差测算.xlsx"
        assert run(["reprice", str(contract), *asked, "-o", str(one), "--json"]) == 0
        total = json.loads(capsys.readouterr().out)["total"]
    again = (source, "-o", out, "--reprice", "2025-01")
    assert batch(*again).code == 0
    ours = [name for name in names(out) if "补差" in name]
    assert len(ours) == 4
    agreement = "已签合同-补差测算-补充协议.docx"
    for name in ours:  # both workbooks and both agreements, as reprice writes them
        assert (out / name).read_bytes() == (tmp_path / Path(name).name).read_bytes(), name
    lines = (out / "results.jsonl").read_text("utf-8").splitlines()
    found = next(line for line in map(json.loads, lines) if line["roster"] == annex.name)
    assert found["adjustment"]["total"] == total
    assert (found["adjustment"]["signed"], found["agreement"]) == ("2025-06", agreement)
    # What is a repricing's own is no contract; an agreement that is gone is written again, and
    # one that was edited is left alone.
    before = contents(out)
    (out / agreement).unlink()
    assert batch(*again).code == 0
    assert contents(out) == before
    (out / agreement).write_bytes(b"edited")
    assert batch(*again).code == 1
    assert (out / agreement).read_bytes() == b"edited"


def test_other_months_of_figures_are_not_asked_for_at_once(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", 1)
    for more in (("--as-of", "2025-01"), ("--pack",)):
        outcome = batch(source, "-o", tmp_path / "out", "--reprice", "2025-01", *more)
        assert outcome.code == 2
    assert not (tmp_path / "out").exists()
