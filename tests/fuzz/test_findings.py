"""Every file that once broke a reader, and a few fresh ones."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings

from tests.fuzz.cases import FINDINGS, files, holds

KEPT = sorted(path for path in FINDINGS.iterdir() if not path.name.startswith("."))


def test_every_file_that_broke_a_reader_is_priced_or_refused() -> None:
    for path in KEPT:
        holds(path)


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(file=files())
def test_a_damaged_file_is_priced_or_refused(tmp_path: Path, file: tuple[str, bytes]) -> None:
    kind, data = file
    path = tmp_path / f"roster{kind}"
    path.write_bytes(data)
    holds(path)
