"""Filled bid forms beside their tender: what each bidder offers, and what to ask about."""

import json
from collections.abc import Mapping

from engine.desk import Answer, Asked, Files, Json, desk, said
from sanicost.bids.comparison import Bid, BidComparison
from sanicost.bids.document import bids_document
from sanicost.bids.run import beside
from sanicost.i18n import Lang, place, text, words
from sanicost.i18n.notices import say


def bids(asked: Asked, _: Files) -> Answer:
    """Say what was bid, lot by lot, with the tender's own ceilings and floors."""
    found, lang = _beside(asked), asked.lang
    document = json.loads(bids_document(found))
    for shown, bid in zip(document["bidders"], found.bids, strict=True):
        shown["findings"] = _findings(bid, lang)
    return said(
        {
            "outcome": "compared",
            "project": found.result.estimate.roster.project.name or "",
            "lots": [part.lot for part in found.result.price.parts],
            "headings": list(words("headings.bids", lang)),
            "evidence": text("bid_summary.evidence", lang),
            **document,
        }
    )


def bids_workbook(asked: Asked, _: Files) -> Answer:
    """Write the workbook of the comparison."""
    from sanicost.bids.workbook import comparison_bytes  # noqa: PLC0415 - only to write one

    return said({}, {"比对.xlsx": comparison_bytes(_beside(asked))})


def _beside(asked: Asked) -> BidComparison:
    """Return the forms asked for beside their tender."""
    return beside(desk.run(asked.id), [desk.opened[key].path for key in asked.ids])


def _findings(bid: Bid, lang: Lang) -> list[Mapping[str, Json]]:
    """Return what to ask a bidder about, in words."""
    return [
        {
            "code": one.code,
            "severity": one.severity,
            "where": one.where,
            "place": place(one.where, lang) if one.where else "",
            "message": say(one, lang),
        }
        for one in bid.findings
    ]
