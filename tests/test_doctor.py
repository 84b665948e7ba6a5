"""doctor: everything at once, each trouble with its cure, known amounts recomputed."""

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

from sanicost.city.self_test import load_cases
from sanicost.city.standard import config_folder
from sanicost.exact_yaml import load
from tests import naive
from tests.program import sanicost

FOLDER = config_folder()


def test_the_known_ceiling_is_that_of_an_independent_calculation() -> None:
    case = next(one for one in load_cases(FOLDER) if "ceiling" in one.expected)
    roster: Any = load(case.roster.read_text("utf-8"))
    fen = naive.price(roster, naive.figures_from()).total.ceiling
    assert fen == case.expected["ceiling"] * 100


def test_the_known_unit_cost_is_the_published_one() -> None:
    # Specification §9.
    case = next(one for one in load_cases(FOLDER) if "income" in one.expected)
    assert case.expected == {"income": Decimal("4925.26"), "unit_cost": Decimal("6441.90")}


def test_all_is_looked_at_at_once_and_well_on_a_sound_machine(tmp_path: Path) -> None:
    outcome = sanicost("doctor", "--json", cwd=tmp_path)
    assert outcome.code == 0, outcome.out
    found = outcome.document
    assert found["schema"] == "sanicost.doctor/1"
    assert [one["check"] for one in found["checks"]] == [
        "version",
        "clock",
        "figures",
        "own_figures",
        "encoding",
        "office",
        "here",
        "own_folder",
        "recomputed",
        "recomputed",
    ]
    assert all(one["health"] != "ill" for one in found["checks"])
    assert all(one["cure"] for one in found["checks"] if one["health"] == "note")


def test_a_changed_figure_fails_the_self_test_and_the_exit_code_says_so(tmp_path: Path) -> None:
    config = tmp_path / FOLDER.name
    shutil.copytree(FOLDER, config)
    file = config / "figures" / "post_allowance.yaml"
    changed = file.read_text("utf-8").replace("{1: 25, 2: 23, 3: 20}", "{1: 26, 2: 23, 3: 20}")
    file.write_text(changed, "utf-8")
    outcome = sanicost("doctor", "--config", config, "--lang", "en")
    assert outcome.code == 1
    assert "instead of 13,334,662.47" in outcome.out
    assert "install it again" in outcome.out


def test_a_broken_file_of_own_figures_is_named_and_hides_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "sanicost" / FOLDER.name / "figures.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("minimum_wage: [", "utf-8")
    data = {"XDG_DATA_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    outcome = sanicost("doctor", env=data)
    assert outcome.code == 1
    assert str(file) in outcome.out
    assert "13,334,662.47" in outcome.out
    assert file.read_text("utf-8") == "minimum_wage: ["


def test_a_terminal_that_lacks_characters_is_told_so() -> None:
    outcome = sanicost("doctor", "--lang", "en", env={"PYTHONIOENCODING": "ascii"})
    assert outcome.code == 0
    assert "UTF-8 locale" in outcome.out
