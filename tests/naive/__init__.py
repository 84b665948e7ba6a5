"""The cost standard of 穗府办规〔2024〕3号 once more, as plainly as it can be said.

Nothing here is shared with the program but the data of config/. Every month of every position is
priced by itself in exact fractions, and segments are found afterwards: an answer reached by another
road than the program's. `price(roster, figures_from())` prices a roster as a mapping.
"""

from tests.naive.arithmetic import running
from tests.naive.case import Case
from tests.naive.ceiling import Ceiling
from tests.naive.certainty import Carried
from tests.naive.dates import days_in
from tests.naive.figures import Book, Figures, Roster, Row, figures_from
from tests.naive.guide import GUIDE_LINES, GUIDE_ROSTER, guide_price
from tests.naive.lines import MonthCost, month_cost
from tests.naive.needs import EMPLOYER_LINES, Unknown
from tests.naive.positions import PositionCost
from tests.naive.result import Result, cases_of, price
from tests.naive.unit_prices import AreaPrice, PostPrice
from tests.naive.years import Year, Years

__all__ = [
    "EMPLOYER_LINES",
    "GUIDE_LINES",
    "GUIDE_ROSTER",
    "AreaPrice",
    "Book",
    "Carried",
    "Case",
    "Ceiling",
    "Figures",
    "MonthCost",
    "PositionCost",
    "PostPrice",
    "Result",
    "Roster",
    "Row",
    "Unknown",
    "Year",
    "Years",
    "cases_of",
    "days_in",
    "figures_from",
    "guide_price",
    "month_cost",
    "price",
    "running",
]
