"""standard diff: which figures moved, and what each does to the unit cost of a class."""

from sanicost.analysis.figure_impact import Movement, movement
from sanicost.city.standard import config_folder, load_standard
from sanicost.city.vocabulary import load_vocabulary
from sanicost.core.figures import Standard
from sanicost.core.period import Month
from sanicost.readers.roster import usual_worker
from tests.program import sanicost


def _moved(before: str, after: str) -> Movement:
    standard: Standard = load_standard(config_folder())
    usual = usual_worker(load_vocabulary(config_folder()))
    return movement(standard, usual, Month.parse(before), Month.parse(after))


def test_the_minimum_wage_of_september_2026_raises_a_usual_worker_by_417_21() -> None:
    # Base 3000 → 3216 (+216), rest days 1195.40 → 1281.47, holidays 448.28 → 480.55: +334.34.
    # The income with 125 of heat allowance, 5918.68 → 6253.02: pension 946.99 → 1000.48,
    # medical 374.04 (the lower limit 6234) → 375.18, maternity 52.99 → 53.15, unemployment
    # 47.35 → 50.02, injury 35.51 → 37.52, fund 414.31 → 437.71: +82.87. Together 417.21.
    moved = _moved("2026-08", "2026-09")
    [move] = moved.moves
    assert move.path == "minimum_wage"
    assert move.effect
    assert move.effect[1] == 41721
    assert moved.difference == move.effect


def test_the_effects_of_all_figures_add_up_to_the_difference() -> None:
    moved = _moved("2025-02", "2026-09")
    assert len(moved.moves) > 3
    for number, whole in (moved.difference or {}).items():
        assert sum((move.effect or {})[number] for move in moved.moves) == whole


def test_nothing_moved_between_a_month_and_itself() -> None:
    moved = _moved("2026-01", "2026-01")
    assert (moved.moves, moved.before) == ((), moved.after)


def test_an_unknown_figure_is_named_and_no_unit_cost_is_told() -> None:
    # pension.rate of 2023 is 15 or 16 %: nobody knows when the last step took effect.
    moved = _moved("2023-06", "2025-01")
    assert "pension.rate" in moved.unknown[Month.parse("2023-06")]
    assert (moved.before, moved.difference) == (None, None)


def test_the_command_prints_the_moves_and_keeps_the_list_of_figures() -> None:
    told = sanicost("standard", "diff", "2026-08", "2026-09", "--lang", "en", env={"COLUMNS": "80"})
    assert told.code == 0
    assert "+417.21" in told.out
    document = sanicost("standard", "diff", "2026-08", "2026-09", "--json").document
    assert document["schema"] == "sanicost.moves/1"
    assert document["moves"][0]["effect"]["1"] == "417.21"
    listed = sanicost("standard", "--on", "2026-09", "--json").document
    assert listed["schema"] == "sanicost.standard/1"
    assert listed["figures"][0]["values"] == {"minimum_wage": "2680"}


def test_a_month_that_is_none_and_a_word_that_is_no_action_make_exit_2() -> None:
    assert sanicost("standard", "diff", "2026-08", "8月").code == 2
    assert sanicost("standard", "diff", "2026-08").code == 2
    assert sanicost("standard", "difference", "2026-08", "2026-09").code == 2
