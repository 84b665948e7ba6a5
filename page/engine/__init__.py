"""The page's only way to the engine: a question in JSON goes in, an answer in JSON comes out.

It runs inside the page, on Python for the browser, and just as well on any other. It reads files,
asks `sanicost` and hands on what that says; the only sums made here are of its whole fen.
"""

import json
from collections.abc import Callable, Iterable

from engine.bidding import bids, bids_workbook
from engine.comparing import compare_two, comparison_workbook, verify
from engine.desk import Answer, Asked, Files, said
from engine.downloads import annotated, blank, pack_of, workbook
from engine.filling import about, roster, take
from engine.keeping import figures_file, keep, kept_figures, let_go
from engine.many import result, results
from engine.rosters import close, open_file, show, table
from engine.trying import explain, try_out
from engine.worth import worth
from sanicost.core.notices import Problem, Refused
from sanicost.i18n import place
from sanicost.readers.document import FileRefused
from sanicost.writers.json_documents import problems_document

_ANSWERS: dict[str, Callable[[Asked, Files], Answer]] = {
    "about": about,
    "open": open_file,
    "show": show,
    "table": table,
    "workbook": workbook,
    "pack": pack_of,
    "annotated": annotated,
    "bids": bids,
    "bids_workbook": bids_workbook,
    "figures": kept_figures,
    "keep": keep,
    "let_go": let_go,
    "figures_file": figures_file,
    "take": take,
    "roster": roster,
    "result": result,
    "results": results,
    "blank": blank,
    "try": try_out,
    "worth": worth,
    "explain": explain,
    "verify": verify,
    "compare": compare_two,
    "comparison": comparison_workbook,
    "close": close,
}


def answer(question: str, files: Iterable[tuple[str, bytes]] = ()) -> Answer:
    """Return the answer to a question of the page; `files` are pairs of a name and its bytes.

    What the engine refuses is an answer: all that is wrong, each with its place and its words.
    """
    asked = Asked(**json.loads(question))
    given = {str(name): bytes(data) for name, data in files}
    try:
        return _ANSWERS[asked.ask](asked, given)
    except FileRefused as refused:
        return _refused([refused.problem], asked, is_read=False)
    except Refused as refused:
        return _refused(refused.problems, asked, is_read=True)


def _refused(problems: list[Problem], asked: Asked, *, is_read: bool) -> Answer:
    """Return all that is wrong, each also with the place in words.

    A file that could be read has cells at which the problems can stand.
    """
    document = json.loads(problems_document(problems, asked.lang))
    for one in document["problems"]:
        one["place"] = place(one["where"], asked.lang)
    return said({"outcome": "refused", "is_read": is_read, **document})
