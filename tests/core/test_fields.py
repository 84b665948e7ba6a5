"""The table of fields: every field, changed by itself, reaches all that must know of it."""

from collections.abc import Iterator
from dataclasses import fields as declared
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from sanicost.analysis import variance
from sanicost.analysis.variance import CausesDoNotAddUp, compared
from sanicost.core.compliance import CITING, refusals
from sanicost.core.coverage import manning
from sanicost.core.estimate import Estimate, estimate
from sanicost.core.fields import BY_NAME, FIELDS, PAYING, Field
from sanicost.core.formula import symbols
from sanicost.core.kinds import Choice, FieldValue, Number
from sanicost.core.price import price
from sanicost.core.result import Result
from sanicost.core.roster import Coverage, Position
from sanicost.core.rules import expressions
from sanicost.core.segments import needed_figures, states
from sanicost.embedded.canonical import CanonicalInputs, canonical_inputs
from sanicost.embedded.reading import reopened
from tests.rosters import priced

ROSTER: dict[str, Any] = {
    "project": {"start": "2026-05", "months": 3},
    "positions": [
        {
            "title": "公厕保洁工",
            "headcount": 8,
            "relief_headcount": 2,
            "lot": "东",
            "street": "石牌街道",
        },
        {"title": "垃圾清运工", "posts_to_man": 5, "shifts": 2, "lot": "东"},
        {"title": "吊车司机", "headcount": 1, "lot": "西"},
    ],
    "price": {"management_fee": {"rate": 0.03}, "lots": {"西": {"profit": {"rate": 0.02}}}},
}


def _id(one: Field) -> str:
    return one.name


@pytest.fixture(name="result", scope="module")
def _result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return priced(tmp_path_factory.mktemp("fields"), ROSTER).result


@pytest.fixture(name="base", scope="module")
def _base(result: Result) -> Estimate:
    return result.estimate


def _with(base: Estimate, one: Field, value: FieldValue) -> Estimate:
    """Return the roster with a field of one position changed; nothing is read or refused.

    It is the second position where heads are counted from posts to man, else the first.
    """
    index = 1 if one.is_of_coverage else 0
    positions = list(base.roster.positions)
    positions[index] = _changed(positions[index], one, value)
    return estimate(replace(base.roster, positions=tuple(positions)), base.standard)


def _changed(position: Position, one: Field, value: FieldValue) -> Position:
    own: dict[str, Any] = {one.name: value} if one.is_own else {}
    if one.is_of_coverage and position.coverage:
        given: dict[str, Any] = {one.name: value}
        own["coverage"] = coverage = replace(position.coverage, **given)
        own["headcount"] = manning(coverage, position.work_days).heads
    return replace(position, **own)


def _others(one: Field, position: Position, base: Estimate) -> Iterator[FieldValue]:
    """Yield other values that a field may have, the nearest first; None stands for all days."""
    value, kind = one.value(position), one.role.kind
    if isinstance(kind, Number):
        step = Decimal("0.01") if kind.is_rate else Decimal(1)
        numbers = [Decimal(str(value or kind.least)) + step, kind.least + step, kind.most]
        yield from (number if kind.decimals else int(number) for number in numbers)
    elif isinstance(kind, Choice):
        names = kind.names or base.segments[0].shape.names(kind.figure)
        yield from (
            kind.value(name) for name in names or ("five-day",) if kind.value(name) != value
        )
    else:
        yield (*value, "甲") if isinstance(value, tuple) else f"{value or ''}甲"


def _other(one: Field, base: Estimate) -> FieldValue:
    return next(_others(one, base.roster.positions[1 if one.is_of_coverage else 0], base))


def test_every_field_of_a_position_says_what_it_is() -> None:
    bare = {"where", "places", "coverage"}
    names = {one.name for one in (*declared(Position), *declared(Coverage))}
    assert BY_NAME.keys() == names - bare
    for one in FIELDS:
        # A guard reads it, or it is stated why none does; what moves the price has its cause.
        assert bool(one.role.guard) != bool(one.role.unguarded), one.name
        assert one.role.moves == "nothing" or one.role.cause or one.role.matched, one.name
        assert not one.role.guard or one.role.guard in CITING, one.name


def test_the_rules_read_the_fields_that_move_the_pay_and_no_others(base: Estimate) -> None:
    formulas = expressions(base.segments[0].shape).values()
    read = {name for formula in formulas for name in symbols(formula)}
    assert {name for name in read if name.startswith("position.")} == {one.symbol for one in PAYING}


@pytest.mark.parametrize("one", FIELDS, ids=_id)
def test_a_changed_field_changes_the_hash_and_is_read_back(
    one: Field, base: Estimate, result: Result
) -> None:
    changed = _with(base, one, _other(one, base))
    before, after = (
        canonical_inputs(result._replace(estimate=each), (), "1") for each in (base, changed)
    )
    assert before.sha256 != after.sha256
    carried = reopened(CanonicalInputs.of_text(after.text))
    assert carried.positions == changed.roster.positions
    assert carried.usual == base.roster.usual


@pytest.mark.parametrize("one", FIELDS, ids=_id)
def test_a_changed_field_is_counted_under_its_cause(one: Field, base: Estimate) -> None:
    position = base.roster.positions[1 if one.is_of_coverage else 0]
    every = [_with(base, one, value) for value in _others(one, position, base)]
    moving = [each for each in every if price(each) != price(base)]
    assert bool(moving) == (one.role.moves != "nothing")
    found = compared(base, [*moving, *every][0])
    assert sum(cause.amount for cause in found.causes) == found.difference
    if one.role.cause:
        assert [cause.name for cause in found.causes] == [one.role.cause]
    elif one.role.matched:
        assert [cause.name for cause in found.causes] == ["positions_added", "positions_removed"]
    else:
        assert found.causes == ()


def test_a_comparison_that_leaves_out_a_cause_is_an_error_of_the_program(
    base: Estimate, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = _with(base, BY_NAME["overtime_hours"], Decimal(5))
    monkeypatch.setattr(variance, "FIELDS", [one for one in FIELDS if one.name != "overtime_hours"])
    with pytest.raises(CausesDoNotAddUp):
        compared(base, changed)


def _refused(base: Estimate, *positions: Position) -> list[str]:
    found = refusals(replace(base.roster, positions=positions), base.standard)
    return [problem.code for problem in found]


@pytest.mark.parametrize("one", FIELDS, ids=_id)
def test_a_guard_reads_the_field_also_behind_a_lawful_row(one: Field, base: Estimate) -> None:
    lawful = base.roster.positions[1 if one.is_of_coverage else 0]
    kind = one.role.kind
    values = list(_others(one, lawful, base))
    values += [kind.least] if isinstance(kind, Number) and kind.decimals else []
    codes = {
        code for value in values for code in _refused(base, lawful, _changed(lawful, one, value))
    }
    assert codes == ({one.role.guard} if one.role.guard else set())


@pytest.mark.parametrize("one", PAYING, ids=_id)
def test_figures_that_one_value_of_a_field_needs_are_needed_beside_any_other(
    one: Field, base: Estimate
) -> None:
    state = states(base.roster, base.standard)[base.roster.period.start]
    first = base.roster.positions[0]
    kinds = [first, *(_changed(first, one, value) for value in _others(one, first, base))]
    if one.role.absent or one.may_be_blank:
        kinds.append(_changed(first, one, None))
    if isinstance(one.role.kind, Number):
        kinds.append(_changed(first, one, Decimal(0)))
    alone = [needed_figures(replace(base.roster, positions=(each,)), state) for each in kinds]
    together = needed_figures(replace(base.roster, positions=tuple(kinds)), state)
    assert together == frozenset().union(*alone)
    assert needed_figures(replace(base.roster, positions=tuple(kinds[::-1])), state) == together
