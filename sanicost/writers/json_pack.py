"""The machine-readable document of a written pack: `sanicost.pack/1`."""

import json
from pathlib import Path

from sanicost.core.result import Run
from sanicost.core.text import yuan
from sanicost.messages import Lang
from sanicost.writers.folders import MANIFEST
from sanicost.writers.json_document import Json, findings_of, provisional_of
from sanicost.writers.pack import Files


def pack_document(run: Run, folder: Path, files: Files, lang: Lang) -> str:
    """Return where the pack stands, its manifest, the ceiling and what to look at."""
    document: dict[str, Json] = {
        "schema": "sanicost.pack/1",
        "folder": str(folder),
        "ceiling": yuan(run.result.price.ceiling),
        "provisional": provisional_of(run.result, lang),
        "findings": findings_of(run.result, lang),
        "manifest": json.loads(files[MANIFEST]) if files else None,
    }
    return json.dumps(document, ensure_ascii=False, indent=2)
