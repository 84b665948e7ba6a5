"""Suppositions of the same figure and month, or of the same field and row: only one can hold."""

from collections.abc import Sequence

from sanicost.core.hypothesis import FigureSetting, Setting
from sanicost.core.suppositions import are_alike, hides
from sanicost.readers.document import Notes
from sanicost.readers.sweeps import Sweep


def refuse_repeated(settings: Sequence[Setting], notes: Notes) -> None:
    """Note suppositions of which an earlier one says the same thing, be it with another value."""
    for number, setting in enumerate(settings):
        # A title for all rows is read class by class: these settings never share a row.
        for other in settings[:number]:
            if are_alike(other, setting):
                _refuse(setting, other, notes)


def refuse_hidden(settings: Sequence[Setting], sweep: Sweep, notes: Notes) -> None:
    """Note a range which would hide a supposition that belongs over it, from its month or row on.

    Each value of a range is applied after all that is supposed beside it.
    """
    for other in settings:
        if hides(sweep.settings[0], other):
            _refuse(sweep.settings[0], other, notes)


def _refuse(setting: Setting, other: Setting, notes: Notes) -> None:
    """Note that a supposition and another one cannot both hold."""
    found = setting.leaf if isinstance(setting, FigureSetting) else setting.field
    notes.problem("setting-repeated", setting.where, found=found, other=other.where)
