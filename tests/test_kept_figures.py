"""Figures that an officer keeps: written whole, used by every command, met by an update."""

import shutil
from pathlib import Path

import pytest

from sanicost.city.standard import config_folder, load_standard
from sanicost.core.figures import Row, Standing
from sanicost.core.kept import Kept, KeptStanding, laid_in, met
from sanicost.core.period import Month
from tests.program import Outcome, sanicost

SOURCE = "粤府函〔2027〕9号"
ROSTER = (
    "project: {start: 2027-06, months: 2}\n"
    "positions:\n  - {title: 公厕保洁工, headcount: 1, seniority_years: 10}\n"
)


class Office:
    """A machine of its own with one roster, and the program run on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "data" / "sanicost" / "guangzhou" / "figures.yaml"
        self.roster = folder / "a.yaml"
        self.roster.write_text(ROSTER, "utf-8")

    def run(self, *arguments: str | Path) -> Outcome:
        """Run the program with this machine's data folder."""
        data = str(self.folder / "data")
        return sanicost(*arguments, env={"XDG_DATA_HOME": data, "LOCALAPPDATA": data})

    def keep(self, figure: str, value: str, start: str = "2027-07") -> Outcome:
        """Keep a value."""
        return self.run("standard", "set", figure, value, "--from", start, "--source", SOURCE)

    def base_wages(self, *options: str) -> list[str]:
        """Return the base wage of each segment of the roster."""
        document = self.run("check", self.roster, "--json", *options).document
        return [one["lines"]["base_wage"] for one in document["positions"][0]["segments"]]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_a_kept_figure_prices_the_months_from_its_own_on_and_is_shown(office: Office) -> None:
    # 2680 × 1.2 = 3216.00 in June; 2800 × 1.2 = 3360.00 from July on.
    assert office.base_wages() == ["3216.00"]
    kept = office.keep("minimum_wage", "2800")
    assert (kept.code, str(office.file) in kept.out) == (0, True)
    assert office.base_wages() == ["3216.00", "3360.00"]
    document = office.run("check", office.roster, "--json").document
    [said] = [one for one in document["assumptions"] if one["code"] == "figure-kept"]
    assert SOURCE in said["message"]
    assert "经办人确认" in office.run("standard", "--on", "2027-07").out
    assert "figure-kept" in office.run("check", office.roster).out


def test_a_workbook_with_a_kept_figure_is_the_same_on_a_machine_without(office: Office) -> None:
    office.keep("minimum_wage", "2800")
    office.run("estimate", office.roster, "-o", office.folder / "a.xlsx")
    office.run("standard", "unset", "minimum_wage")
    again = office.run("estimate", office.folder / "a.xlsx", "-o", office.folder / "b.xlsx")
    assert again.code == 0, again.err
    assert (office.folder / "a.xlsx").read_bytes() == (office.folder / "b.xlsx").read_bytes()
    assert office.run("verify", office.folder / "a.xlsx").code == 0


def test_the_file_serves_as_a_file_of_figures(office: Office) -> None:
    office.keep("minimum_wage", "2800")
    file = office.folder / "figures.yaml"
    shutil.move(office.file, file)
    assert office.base_wages() == ["3216.00"]
    assert office.base_wages("--figures", str(file)) == ["3216.00", "3360.00"]


@pytest.mark.parametrize(
    ("figure", "value", "code"),
    [
        ("minimum_wage", "2600", "override-lowers-law"),  # 2680 since 2026-09, official
        ("minimum_wage", "2680", "kept-same"),
        ("minimum_wages", "2800", "figure-name-unknown"),
        ("minimum_wage", "二千八", "override-value-wrong"),
        ("medical.rate", "0.3", "figure-implausible"),  # at most 0.2 by its data
        ("regulation", "continue", "kept-rules"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(
    office: Office, figure: str, value: str, code: str
) -> None:
    refused = office.keep(figure, value)
    assert refused.code == 1
    assert code in refused.err
    assert not office.file.exists()


def test_a_second_value_for_a_month_replaces_the_first_and_others_stay(office: Office) -> None:
    office.keep("minimum_wage", "2800")
    office.keep("minimum_wage", "2900", "2028-07")
    office.keep("minimum_wage", "2750")
    text = office.file.read_text("utf-8")
    assert [f"value: {n}" in text for n in (2750, 2800, 2900)] == [True, False, True]
    assert office.run("standard", "unset", "minimum_wage", "--from", "2027-07").code == 0
    assert "2900" in office.file.read_text("utf-8")
    assert office.run("standard", "unset", "pension.rate").code == 2


@pytest.mark.parametrize(
    ("text", "code", "exit_code"),
    [
        ("minimum_wage: [", "yaml-syntax", 3),
        ("minimum_wage: {value: 2600, from: 2027-07, source: a, reason: b}", "lowers-law", 1),
        ("minimum_wage: {value: 2800, source: a, reason: b}", "kept-without-month", 1),
        ("minimum_wage: {value: 2800, from: 2027-07, reason: b}", "override-field-missing", 1),
    ],
)
def test_a_file_broken_by_hand_stops_every_command_and_is_left_as_it_is(
    office: Office, text: str, code: str, exit_code: int
) -> None:
    office.file.parent.mkdir(parents=True)
    office.file.write_text(text, "utf-8")
    for command in (("check", office.roster), ("standard",), ("standard", "check")):
        outcome = office.run(*command)
        assert outcome.code == exit_code, outcome.err
        assert code in outcome.err
        assert str(office.file) in outcome.err
    assert office.keep("minimum_wage", "2800").code == exit_code
    assert office.file.read_text("utf-8") == text


def test_a_place_where_nothing_can_be_written_is_named(office: Office) -> None:
    # Root may write into any folder, but not into a file as if it were one.
    (office.folder / "data").write_text("", "utf-8")
    assert office.keep("minimum_wage", "2800").code == 4


STANDARD = load_standard(config_folder())
WAGE = STANDARD.figures["minimum_wage"]  # 2500 from 2025-03, 2680 from 2026-09 (official)


def _met(value: int, start: str, figure: str = "minimum_wage") -> Kept:
    from decimal import Decimal  # noqa: PLC0415

    row = Row(start=Month.parse(start), value=Decimal(value), standing=Standing.CONFIRMED)
    assert row.start
    return met(STANDARD.figures[figure], row, row.start)


@pytest.mark.parametrize(
    ("value", "start", "state", "is_used"),
    [
        (2800, "2027-07", KeptStanding.USED, True),
        (2680, "2027-07", KeptStanding.SAME, False),  # the row of 2026-09 goes on by itself
        (2680, "2026-09", KeptStanding.SAME, False),
        (2700, "2026-09", KeptStanding.CONFLICT, False),  # the published row is official
        (2600, "2025-03", KeptStanding.CONFLICT, True),  # the published row is corroborated alone
        (2600, "2026-01", KeptStanding.SUPERSEDED, True),  # by the row of 2026-09
    ],
)
def test_an_update_meets_the_file_entry_by_entry(
    value: int, start: str, state: KeptStanding, is_used: bool
) -> None:
    kept = _met(value, start)
    assert (kept.state, kept.is_used) == (state, is_used)


def test_every_command_says_once_which_kept_figures_the_programs_own_contradict(
    office: Office,
) -> None:
    office.file.parent.mkdir(parents=True)
    # 2680 holds from 2026-09 by an official document.
    office.file.write_text(
        f"minimum_wage: {{value: 2700, from: 2026-09, source: {SOURCE}, reason: 上调}}", "utf-8"
    )
    other = office.folder / "b.yaml"
    other.write_text(ROSTER, "utf-8")
    folder, annex = office.folder, office.folder / "annex.xlsx"
    for command in (
        ("check", office.roster, "--json"),
        ("check", office.roster, "--annotate", "-o", folder / "copy.xlsx"),
        ("estimate", office.roster, "-o", annex),
        ("explain", office.roster, "1"),
        ("compare", office.roster, other),
        ("batch", folder, "-o", folder / "out", "--glob", "?.yaml"),
    ):
        outcome = office.run(*command)
        assert outcome.code == 0, outcome.err
        assert outcome.err.count("minimum_wage") == 1, command
        assert "standard check" in outcome.err
    office.file.unlink()
    assert "standard check" not in office.run("check", office.roster).err


def test_a_published_row_that_begins_later_ends_a_kept_one() -> None:
    laid = laid_in(STANDARD, [_met(2600, "2026-01")])
    months = ("2025-12", "2026-01", "2026-08", "2026-09")
    found = [str(laid.number("minimum_wage", Month.parse(month))) for month in months]
    assert found == ["2500", "2600", "2600", "2680"]


def test_check_says_what_lapses_within_the_horizon_and_where_to_look(office: Office) -> None:
    document = office.run("standard", "check", "--within", "120", "--json").document
    lapsing = {one["figure"]: one for one in document["figures"]}
    # The limits of the housing fund are known to 2027-06-30, the rules themselves to 2029-02-05.
    assert lapsing["housing_fund.base"]["until"] == "2027-06-30"
    assert lapsing["regulation"]["until"] == "2029-02-05"
    assert "公积金" in lapsing["housing_fund.base"]["look_for"]
    assert office.run("standard", "check", "--within", "120").code == 1
