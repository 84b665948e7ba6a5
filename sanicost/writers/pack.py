"""The tender pack: what an officer files and sends out, as named files with a manifest."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

from sanicost.core.result import Split
from sanicost.core.split import Part
from sanicost.core.text import yuan
from sanicost.embedded.canonical import Run
from sanicost.i18n import Lang
from sanicost.writers.clauses import clauses_bytes
from sanicost.writers.clauses.wording import Wording
from sanicost.writers.files import MANIFEST, SCHEMA
from sanicost.writers.json_documents import carried_of, findings_of, provisional_of
from sanicost.writers.json_prices import Json
from sanicost.writers.workbook import annex_sets, workbook_bytes
from sanicost.writers.workbook.bid_form import bid_form_bytes
from sanicost.writers.workbook.book import newest_figure

Files: TypeAlias = Mapping[str, bytes]
"""Names inside the folder with what they hold; a name may lead into a folder below."""

FOLDERS: Mapping[Split, str] = {"lot": "分包组", "street": "分镇街"}
_MOST_CHARACTERS = 40
_UNSAFE = re.compile(r'[<>:"/\\|?*]')


def pack(run: Run, parts: Iterable[tuple[Part, Run]], wording: Wording) -> dict[str, bytes]:
    """Return the files of a tender, the manifest last; `parts` are written one by one.

    A lot, which is a contract of its own, has its own clauses beside its workbook.
    """
    stamp = _stamp(run)
    files = {
        f"测算附件{stamp}.xlsx": workbook_bytes(run),
        f"投标人分项报价表{stamp}.xlsx": bid_form_bytes(run, annex_sets(run.result)),
        f"用工成本条款{stamp}.docx": clauses_bytes(run, wording),
    }
    for number, (part, own) in enumerate(parts, start=1):
        stem = f"{FOLDERS[part.by]}/{number:03d}-{safe_name(part.name)}"
        files[f"{stem}{_stamp(own)}.xlsx"] = workbook_bytes(own)
        if part.by == "lot":
            files[f"{stem}-条款{_stamp(own)}.docx"] = clauses_bytes(own, wording)
    document = json.dumps(manifest(run, files), ensure_ascii=False, indent=2)
    return files | {MANIFEST: (document + "\n").encode()}


def _stamp(run: Run) -> str:
    """Return what a file's name ends with while a figure in it is provisional."""
    return "-暂估" if run.result.provisional else ""


def manifest(run: Run, files: Files) -> dict[str, Json]:
    """Return what a pack holds and what it was made from; no clock, so that it can be compared."""
    return {
        "schema": SCHEMA,
        "version": run.version,
        "newest_figure": newest_figure(run),
        "inputs_sha256": run.inputs.sha256,
        "files": [
            {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in files.items()
        ],
    }


def safe_name(text: str) -> str:
    """Return a text as a part of a file name that every system takes; a number stands before it.

    >>> safe_name("../包组一?"), safe_name("a" * 99)[38:]
    ('.._包组一_', 'aa')
    """
    shown = "".join("_" if unicodedata.category(one)[0] == "C" else one for one in text)
    return _UNSAFE.sub("_", shown)[:_MOST_CHARACTERS].rstrip(". ")


def pack_document(run: Run, folder: Path, files: Files, lang: Lang) -> str:
    """Return where the pack stands, its manifest, the ceiling and what to look at."""
    document: dict[str, Json] = {
        "schema": "sanicost.pack/1",
        "folder": str(folder),
        "ceiling": yuan(run.result.price.ceiling),
        "provisional": provisional_of(run.result, lang),
        "carried_forward": carried_of(run.result, lang),
        "findings": findings_of(run.result, lang),
        "manifest": json.loads(files[MANIFEST]) if files else None,
    }
    return json.dumps(document, ensure_ascii=False, indent=2)
