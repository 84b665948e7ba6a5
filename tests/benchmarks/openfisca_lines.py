"""The lines of a settlement in OpenFisca-Core, in float32: run in an environment of its own.

`python openfisca_lines.py INPUTS.npz FIGURES.json OUTPUTS.npz`: the inputs hold each fact of the
workers by month, the figures every number in force; the outputs each line and the seconds of work
of three runs. Written from §10 as a model of that library is; nothing of the program is imported.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity  # type: ignore[import-not-found]
from openfisca_core.parameters import ParameterNode  # type: ignore[import-not-found]
from openfisca_core.periods import DateUnit  # type: ignore[import-not-found]
from openfisca_core.simulation_builder import SimulationBuilder  # type: ignore[import-not-found]
from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # type: ignore[import-not-found]
from openfisca_core.variables import Variable  # type: ignore[import-not-found]

RUNS = 3
WAGES = (
    *("base_wage", "post_allowance", "seniority_pay", "heat_allowance", "rest_day_overtime"),
    *("holiday_overtime", "extended_overtime", "holiday_money"),
)
EMPLOYER = ("pension", "medical", "maternity", "unemployment", "work_injury", "housing_fund")
LINES = (*WAGES, "income", *EMPLOYER, "employer", "cost")
WORKER = build_entity("worker", "workers", "", is_person=True)


def fen(amount: Any) -> Any:
    """Round half up to the fen."""
    return np.floor(amount * 100 + np.float32(0.5)) / 100


def share(worker: Any, period: Any, p: Any) -> Any:
    """Return the part of the month that is paid."""
    paid, weekdays = worker("paid_days", period), p.month.weekdays
    mostly = 1 - (weekdays - paid) / p.paid_days
    part = np.where(2 * paid >= weekdays, mostly, paid / p.paid_days)
    return np.where(paid >= weekdays, np.float32(1), part)


def monthly(worker: Any, period: Any, p: Any) -> Any:
    """Return the base wage of a whole month."""
    standard = np.maximum(worker("position_base_wage", period), p.minimum_wage * p.ratio)
    own = worker("own_base_wage", period)
    return fen(np.where(own > 0, own, standard))


def base_wage(worker: Any, period: Any, parameters: Any) -> Any:
    p = parameters(period)
    return fen(monthly(worker, period, p) * share(worker, period, p))


def post_allowance(worker: Any, period: Any, parameters: Any) -> Any:
    p, of = parameters(period).post_allowance, worker("post_class", period)
    daily = np.select([of == 1, of == 2], [p.c1, p.c2], p.c3).astype(np.float32)
    return fen(daily * worker("days_worked", period))


def seniority_pay(worker: Any, period: Any, parameters: Any) -> Any:
    p, years = parameters(period), worker("seniority_years", period)
    first, upto, second = p.seniority.first, p.seniority.upto, p.seniority.second
    pay = first * np.minimum(years, upto) + second * np.maximum(years - upto, 0)
    return fen(share(worker, period, p) * pay)


def heat_allowance(worker: Any, period: Any, parameters: Any) -> Any:
    p, days = parameters(period), worker("days_worked", period)
    daily = np.minimum(np.float32(p.heat.month), p.heat.day * days)
    earned = np.where(days >= p.paid_days, np.float32(p.heat.month), daily) * p.month.in_heat_season
    return fen(np.where(worker("heat_exposed", period) == 1, earned, np.float32(0)))


def _overtime(days: str, multiple: str) -> Callable[[Any, Any, Any], Any]:
    def formula(worker: Any, period: Any, parameters: Any) -> Any:
        p = parameters(period)
        pay = monthly(worker, period, p) / p.paid_days * getattr(p.overtime, multiple)
        return fen(pay * worker(days, period))

    return formula


def extended_overtime(worker: Any, period: Any, parameters: Any) -> Any:
    p = parameters(period)
    hourly = monthly(worker, period, p) / p.paid_days / p.hours_per_day
    return fen(hourly * p.overtime.extended * worker("overtime_hours", period))


def holiday_money(worker: Any, period: Any, parameters: Any) -> Any:
    own = worker("position_holiday_money", period)
    return fen(np.where(own > 0, own, np.float32(parameters(period).holiday_money)) / 12)


def _insured(name: str, limits: str) -> Callable[[Any, Any, Any], Any]:
    def formula(worker: Any, period: Any, parameters: Any) -> Any:
        p = parameters(period)
        given = worker("housing_fund_base" if name == "housing_fund" else "insurance_base", period)
        base = np.where(given > 0, given, worker("income", period))
        held = np.clip(base, getattr(p, limits).lower, getattr(p, limits).upper)
        rate = getattr(p, name).rate
        kind = worker("insurance", period)
        covered = kind < 2 if name == "work_injury" else kind == 0
        return np.where(covered, fen(np.float32(rate) * held), np.float32(0))

    return formula


def _sum(names: tuple[str, ...]) -> Callable[[Any, Any, Any], Any]:
    def formula(worker: Any, period: Any, parameters: Any) -> Any:
        return sum(worker(name, period) for name in names)

    return formula


FORMULAS: Mapping[str, Callable[[Any, Any, Any], Any]] = {
    "base_wage": base_wage,
    "post_allowance": post_allowance,
    "seniority_pay": seniority_pay,
    "heat_allowance": heat_allowance,
    "rest_day_overtime": _overtime("rest_days_worked", "rest_day"),
    "holiday_overtime": _overtime("statutory_days_worked", "statutory_holiday"),
    "extended_overtime": extended_overtime,
    "holiday_money": holiday_money,
    "income": _sum(WAGES),
    "pension": _insured("pension", "pension"),
    "medical": _insured("medical", "medical"),
    "maternity": _insured("maternity", "medical"),
    "unemployment": _insured("unemployment", "unemployment"),
    "work_injury": _insured("work_injury", "work_injury"),
    "housing_fund": _insured("housing_fund", "housing_fund"),
    "employer": _sum(EMPLOYER),
    "cost": _sum(("income", "employer")),
}


def system(inputs: list[str], figures: Mapping[str, Any]) -> Any:
    """Return the rules as that library has them: a variable for each fact and each line."""
    made = TaxBenefitSystem([WORKER])
    common = {"value_type": float, "entity": WORKER, "definition_period": DateUnit.MONTH}
    for name in inputs:
        made.add_variable(type(name, (Variable,), {**common, "label": name}))
    for name, formula in FORMULAS.items():
        own = {**common, "label": name, "formula": formula}
        made.add_variable(type(name, (Variable,), own))
    made.parameters = ParameterNode("", data=dict(figures))
    return made


def run(given: Mapping[str, Any], figures: Mapping[str, Any], months: list[str]) -> Any:
    """Return the seconds of one run, and each line month by month."""
    names = sorted({key.partition("|")[0] for key in given})
    rules = system(names, figures)
    count = len(given[f"{names[0]}|{months[0]}"])
    simulation = SimulationBuilder().build_default_simulation(rules, count=count)
    for key, values in given.items():
        name, _, month = key.partition("|")
        simulation.set_input(name, month, values.astype(np.float32))
    began = time.process_time()
    found = {
        f"{name}|{month}": simulation.calculate(name, month) for month in months for name in LINES
    }
    return time.process_time() - began, found


if __name__ == "__main__":
    inputs_path, figures_path, output_path = sys.argv[1:]
    with np.load(inputs_path) as file:
        given = {name: file[name] for name in file.files}
    document = json.loads(Path(figures_path).read_text("utf-8"))
    runs = [run(given, document["figures"], document["months"]) for _ in range(RUNS)]
    seconds = np.array([each for each, _ in runs])
    np.savez(output_path, seconds=seconds, **runs[-1][1])
