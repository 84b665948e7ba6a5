"""Atheris leads: a file that reaches code which none has reached is kept and damaged further.

It never returns, and what it tries may end the interpreter: `tests.fuzz` runs it by itself.
"""

import importlib
import sys
from pathlib import Path
from random import Random

_MOST_SECONDS, _MOST_MIB, _MOST_BYTES = 60, 1024, 256 * 1024


def main(kind: str, seconds: str, folder: Path) -> int:
    """Try files of one kind for so many seconds; the last one lies in the folder."""
    try:
        atheris = importlib.import_module("atheris")
    except ImportError:
        print("atheris is not installed: pip install atheris")
        return 2
    with atheris.instrument_imports(include=["sanicost", "yaml"]):
        cases = importlib.import_module("tests.fuzz.cases")
        mutation = importlib.import_module("tests.fuzz.mutation")
        path = folder / f"roster{kind}"
        corpus = folder / "corpus"
        corpus.mkdir()
        for number, seed in enumerate(cases.SEEDS[kind]):
            (corpus / f"{number}{kind}").write_bytes(seed)
            # What is imported only where it is used is to be instrumented, too.
            path.write_bytes(seed)
            cases.holds(path)

    def each(data: bytes) -> None:
        path.write_bytes(data)
        cases.holds(path)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        new: bytes = mutation.mutated(
            kind, data, Random(seed), lambda piece: atheris.Mutate(piece, len(piece) + 64)
        )
        return new if len(new) <= most else data

    limits = {
        "max_total_time": seconds,
        "timeout": _MOST_SECONDS,
        "rss_limit_mb": _MOST_MIB,
        "max_len": _MOST_BYTES,
        "artifact_prefix": f"{folder}/",
    }
    options = [f"-{name}={value}" for name, value in limits.items()]
    atheris.Setup([sys.argv[0], str(corpus), *options], each, custom_mutator=mutate)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
