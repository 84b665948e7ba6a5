"""All messages by code."""

from sanicost.messages.batch import BATCH
from sanicost.messages.carried import CARRIED
from sanicost.messages.explaining import EXPLAINING
from sanicost.messages.files import FILES
from sanicost.messages.limits import LIMITS
from sanicost.messages.notices import ASSUMPTIONS, CLEANUPS, FINDINGS
from sanicost.messages.problems import PROBLEMS
from sanicost.messages.settlement import SETTLEMENT
from sanicost.messages.tender import TENDER
from sanicost.messages.trying import TRYING

TEXTS: dict[str, tuple[str, str]] = {
    **PROBLEMS,
    **LIMITS,
    **TRYING,
    **FILES,
    **CARRIED,
    **FINDINGS,
    **ASSUMPTIONS,
    **CLEANUPS,
    **TENDER,
    **EXPLAINING,
    **BATCH,
    **SETTLEMENT,
}
