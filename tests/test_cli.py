"""The command line: what is written, said and returned, as a script or an officer sees it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.program import EXAMPLES, sanicost
from tests.rosters import MINIMAL, UNCERTAIN, write_yaml

STREET = EXAMPLES / "street-office.yaml"
CONFIRMED = {
    "project": {"start": "2026-01", "months": 6},
    "positions": [{"title": "公厕保洁工", "headcount": 1, "seniority_years": 10}],
}


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    return write_yaml(tmp_path / "八月.yaml", MINIMAL)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_guide_price_of_2018_comes_out_through_the_command_line(tmp_path: Path) -> None:
    # Specification §9: the city published income 4925.26 and unit cost 6441.90.
    path = tmp_path / "guide.yaml"
    path.write_text(
        "project: {start: 2019-01, months: 12, as_of: 2019-01}\n"
        "positions: [{title: 道路人工清扫保洁工, headcount: 1}]\n"
        "figures: {medical.rate: {value: 0.07, source: 穗府办规〔2018〕25号, reason: 当年费率}}\n",
        encoding="utf-8",
    )
    [position] = sanicost("estimate", path, "--json").document["positions"]
    [segment] = position["segments"]
    assert (segment["income"], segment["unit_cost"]) == ("4925.26", "6441.90")
    assert segment["lines"] == {
        "base_wage": "2520.00",
        "post_allowance": "520.00",
        "seniority_pay": "300.00",
        "heat_allowance": "62.50",
        "rest_day_overtime": "1004.14",
        "holiday_overtime": "318.62",
        "extended_overtime": "0.00",
        "holiday_money": "200.00",
        "pension": "689.54",
        "medical": "345.17",
        "maternity": "41.91",
        "unemployment": "39.40",
        "work_injury": "34.48",
        "critical_illness": "21.37",
        "housing_fund": "344.77",
    }


def test_the_workbook_stands_beside_the_roster_stamped_while_provisional(roster: Path) -> None:
    write_yaml(roster, UNCERTAIN)
    outcome = sanicost("estimate", roster)
    assert outcome.code == 0
    assert _names(roster.parent) == ["八月-测算-暂估.xlsx", "八月.yaml"]
    assert "八月-测算-暂估.xlsx" in outcome.out


def test_a_tender_of_coming_years_has_no_stamp_and_lists_what_it_carries(tmp_path: Path) -> None:
    coming = {"start": "2027-01", "months": 36}
    path = write_yaml(tmp_path / "a.yaml", {**MINIMAL, "project": coming})
    document = sanicost("check", path, "--json").document
    assert document["provisional"] == []
    carried = {one["figure"]: one for one in document["carried_forward"]}
    assert carried["pension.base"]["value"] == {"lower": "5510", "upper": "27549"}
    assert (carried["regulation"]["value"], carried["regulation"]["until"]) == (None, "2029-02-05")
    assert sanicost("estimate", path, "--strict").code == 0
    assert _names(tmp_path) == ["a-测算.xlsx", "a.yaml"]


def test_the_workbook_has_a_plain_name_when_every_figure_is_confirmed(tmp_path: Path) -> None:
    year = {"start": "2025-01", "months": 12}  # a shorter term warns, which --strict refuses
    path = write_yaml(tmp_path / "a.yaml", {**CONFIRMED, "project": year})
    provisional = sanicost("check", path, "--json").document["provisional"]
    assert {one["figure"] for one in provisional} == {"housing_fund.base"}
    figures = tmp_path / "figures.yaml"
    value = "{lower: 2300, upper: 40527}"
    line = f"housing_fund.base: {{value: {value}, source: 复函, reason: 已核实}}"
    figures.write_text(line, encoding="utf-8")
    document = sanicost("check", path, "--figures", figures, "--json").document
    assert document["provisional"] == []
    assert sanicost("estimate", path, "--figures", figures, "--strict").code == 0
    assert _names(tmp_path) == ["a-测算.xlsx", "a.yaml", "figures.yaml"]


def test_nothing_is_overwritten_without_force(roster: Path) -> None:
    out = roster.with_name("out.xlsx")
    out.write_bytes(b"mine")
    refused = sanicost("estimate", roster, "-o", out)
    assert (refused.code, out.read_bytes()) == (4, b"mine")
    assert "--force" in refused.err
    assert sanicost("estimate", roster, "-o", out, "--force").code == 0
    assert out.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("option", [(), ("--force",)])
def test_the_roster_itself_is_never_overwritten(tmp_path: Path, option: tuple[str, ...]) -> None:
    roster = tmp_path / "roster.xlsx"
    roster.write_bytes(STREET.with_suffix(".xlsx").read_bytes())
    before = roster.read_bytes()
    assert sanicost("estimate", roster, "-o", roster, *option).code == 4
    assert roster.read_bytes() == before


def test_a_folder_that_is_not_there_makes_exit_4(roster: Path) -> None:
    outcome = sanicost("estimate", roster, "-o", roster.parent / "无" / "out.xlsx", "--json")
    assert (outcome.code, outcome.codes) == (4, ["output-unwritable"])


def test_a_name_too_long_to_write_makes_exit_4(roster: Path) -> None:
    outcome = sanicost("estimate", roster, "-o", roster.parent / ("长" * 200 + ".xlsx"), "--json")
    assert (outcome.code, outcome.codes) == (4, ["output-unwritable"])


def test_json_writes_no_workbook_unless_one_is_named(roster: Path) -> None:
    assert sanicost("estimate", roster, "--json").document["schema"] == "sanicost.estimate/1"
    assert _names(roster.parent) == ["八月.yaml"]
    out = roster.with_name("out.xlsx")
    assert sanicost("estimate", roster, "--json", "-o", out).document["ceiling"]
    assert out.exists()


def test_strict_refuses_a_provisional_figure_and_writes_nothing(tmp_path: Path) -> None:
    path = write_yaml(tmp_path / "a.yaml", {**CONFIRMED, "project": UNCERTAIN["project"]})
    outcome = sanicost("estimate", path, "--strict")
    assert outcome.code == 1
    assert _names(tmp_path) == ["a.yaml"]
    assert sanicost("check", path, "--strict").code == 1


def test_check_passes_exactly_when_estimate_would_run_and_writes_nothing(tmp_path: Path) -> None:
    good = write_yaml(tmp_path / "good.yaml", MINIMAL)
    bad = write_yaml(tmp_path / "bad.yaml", {"positions": [{"title": "司机", "headcount": 0}]})
    assert [sanicost("check", path).code for path in (good, bad)] == [0, 1]
    assert _names(tmp_path) == ["bad.yaml", "good.yaml"]
    assert [sanicost("estimate", path).code for path in (good, bad)] == [0, 1]


def test_an_option_beats_the_roster_and_is_listed(roster: Path) -> None:
    document = sanicost(
        "check", roster, "--json", "--start", "2025-03", "--months", "2", "--as-of", "2025-03"
    ).document
    project = document["project"]
    assert (project["start"], project["months"], project["as_of"]) == ("2025-03", 2, "2025-03")
    codes = [one["code"] for one in document["assumptions"]]
    assert codes[0] == "period"
    assert codes.count("option-beats-roster") == 2
    messages = [one["message"] for one in document["assumptions"]]
    assert "命令行选项 --start 为 2025-03，取代了岗位表中的 2026-01。" in messages


def test_a_figures_file_beats_the_figures_of_the_roster(tmp_path: Path) -> None:
    override = {"source": "函", "reason": "核实"}
    own = {"minimum_wage": {"value": 2700, **override}}
    roster = write_yaml(tmp_path / "a.yaml", {**MINIMAL, "figures": own})
    given = {"minimum_wage": {"value": 2800, **override}}
    figures = write_yaml(tmp_path / "figures.yaml", given)
    document = sanicost("check", roster, "--figures", figures, "--json").document
    messages = [one["message"] for one in document["assumptions"]]
    assert "命令行选项 --figures minimum_wage 为 2800，取代了岗位表中的 2700。" in messages


@pytest.mark.parametrize(
    "option",
    [
        ("--start", "2025-13"),
        ("--start", "2026-1x"),
        ("--start", ""),
        ("--months", "0"),
        ("--months", "121"),
        ("--months", "viele"),
        ("--months", "1.5"),
        ("--as-of", "gestern"),
        ("--on", "2027-13"),
    ],
)
def test_a_malformed_option_value_is_wrong_usage_that_names_the_option(
    roster: Path, option: tuple[str, str]
) -> None:
    command = ("standard",) if option[0] == "--on" else ("check", roster, "--json")
    outcome = sanicost(*command, *option)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"{option[0]} 应为" in outcome.err


def test_check_takes_the_options_of_estimate_and_writes_nothing(roster: Path) -> None:
    out = roster.with_name("out.xlsx")
    assert sanicost("check", roster, "-o", out, "--force").code == 0
    assert _names(roster.parent) == ["八月.yaml"]
    assert "不写文件" in sanicost("check", "--help", env={"COLUMNS": "200"}).out


@pytest.mark.parametrize(
    "arguments",
    [("estimate",), ("estimate", "a", "b"), ("nope",), ("check", "--nope"), ("--lang", "fr")],
)
def test_wrong_usage_makes_exit_2_without_a_traceback(arguments: tuple[str, ...]) -> None:
    outcome = sanicost(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert "Traceback" not in outcome.err


def test_help_and_messages_speak_the_language_asked_for() -> None:
    assert "测算" in sanicost("--help").out
    assert "ceiling" in sanicost("--lang", "en", "--help").out
    assert "ceiling" in sanicost("--help", env={"LC_ALL": "en_GB.UTF-8"}).out
    assert "最高投标限价" in sanicost("check", STREET).out
    english = sanicost("check", STREET, "--lang", "en")
    assert "ceiling" in english.out
    document = sanicost("check", STREET, "--lang", "en", "--json").document
    assert "priced period" in document["assumptions"][0]["message"]


def test_posts_are_searched_by_title_and_alias() -> None:
    out = sanicost("posts", "吸粪").out
    assert "粪便运输车驾驶员" in out
    assert "道路人工清扫保洁工" not in out


def test_standard_shows_unit_source_and_standing_of_a_month() -> None:
    out = sanicost("standard", "--on", "2026-02", env={"COLUMNS": "200"}).out
    assert "2500 元/月" in out
    assert "穗府办规" in out


def test_the_figures_of_a_config_folder_are_used_and_no_others(roster: Path) -> None:
    # A folder is taken as it is named, or the city's folder below it.
    config = EXAMPLES.parent / "config"
    here = sanicost("check", roster, "--json").document
    for folder in (config, config / "guangzhou"):
        assert sanicost("check", roster, "--json", "--config", folder).document == here
    outcome = sanicost("check", roster, "--json", "--config", roster.parent)
    assert (outcome.code, outcome.codes) == (1, ["config-wrong"])


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: None, "file-missing"),
        (Path.mkdir, "file-is-folder"),
        (lambda path: path.symlink_to(path), "file-missing"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00"), "file-encoding"),
    ],
)
def test_a_figures_file_that_cannot_be_read_makes_exit_3(
    roster: Path, make: Callable[[Path], object], code: str
) -> None:
    figures = roster.with_name("figures.yaml")
    make(figures)
    outcome = sanicost("check", roster, "--figures", figures, "--json")
    assert (outcome.code, outcome.codes) == (3, [code])


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("check", STREET), 0),
        (("check", STREET, "--json"), 0),
        (("check", STREET, "--strict"), 0),
        (("check", STREET, "--strict", "--months", "6"), 1),  # a short term warns
        (("check", "nowhere.yaml", "--json"), 3),
        (("posts",), 0),
        (("standard",), 0),
        (("--help",), 0),
    ],
)
def test_a_reader_that_has_gone_changes_no_exit_code(
    command: tuple[str | Path, ...], code: int
) -> None:
    arguments = [sys.executable, "-m", "sanicost", *map(str, command)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == code


def test_a_workbook_is_written_though_nobody_reads_the_summary(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    command = [sys.executable, "-m", "sanicost", "estimate", str(STREET), "-o", str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.close()
    assert process.returncode == 0
    assert out.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full device is a Linux file")
@pytest.mark.parametrize("command", [("check", STREET), ("posts",), ("--help",), ("--version",)])
def test_a_full_standard_output_makes_exit_4(command: tuple[str | Path, ...]) -> None:
    arguments = [sys.executable, "-m", "sanicost", "--lang", "zh", *map(str, command)]
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE, check=False)
    assert run.returncode == 4
    assert "磁盘空间不足" in run.stderr.decode()


@pytest.mark.skipif(os.name == "nt", reason="an interrupt is sent by a POSIX signal")
def test_an_interrupt_while_the_program_starts_makes_exit_130() -> None:
    # It arrives at the moment when the library of the command line is looked for.
    code = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
class Finder:
    def find_spec(self, name, *_):
        if name == "typer":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
from sanicost.__main__ import (main)
sys.argv = ["sanicost", "posts", "--lang", "zh"]
main()
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert run.returncode == 130
    assert "Traceback" not in run.stderr.decode()


@pytest.mark.skipif(os.name == "nt", reason="standard streams are closed by a POSIX shell")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", ">&- 2>&- <&-"])
def test_closed_streams_change_no_exit_code(closed: str) -> None:
    program = [sys.executable, "-m", "sanicost"]
    for arguments, code in ((("posts",), 0), (("check", STREET), 0), (("check", "gone.yaml"), 3)):
        command = ["sh", "-c", f'exec "$@" {closed}', "sh", *program, *map(str, arguments)]
        assert subprocess.run(command, check=False, capture_output=True).returncode == code


@pytest.mark.skipif(os.name == "nt", reason="an interrupt is sent by a POSIX signal")
def test_an_interrupt_makes_exit_130_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    positions = [{"title": "公厕保洁工", "headcount": 1, "remarks": str(n)} for n in range(3000)]
    roster = {"project": {"start": "2026-01", "months": 36}, "positions": positions}
    path = write_yaml(tmp_path / "a.yaml", roster)
    # A test run in the background ignores interrupts, and its children with it: as an officer's
    # own shell would, this one lets them through.
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from sanicost.__main__ import main; sys.argv[0] = 'sanicost'; main()"
    )
    command = [sys.executable, "-c", code, "estimate", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        time.sleep(1.0)
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130
    assert _names(tmp_path) == ["a.yaml"]


@pytest.mark.parametrize(
    "arguments", [["clauses"], ["standard", "diff", "2026-08", "2026-09"], ["posts"], ["standard"]]
)
def test_a_reader_that_goes_away_changes_no_exit_code(arguments: list[str]) -> None:
    _read_by_nobody(arguments)


def test_a_reader_that_goes_away_changes_no_exit_code_of_what_writes_or_verifies(
    tmp_path: Path,
) -> None:
    blank, workbook = str(tmp_path / "blank.xlsx"), str(tmp_path / "out.xlsx")
    _read_by_nobody(["template", "-o", blank])
    _read_by_nobody(["estimate", blank, "-o", workbook])
    _read_by_nobody(["verify", workbook])


def _read_by_nobody(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "sanicost", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")
