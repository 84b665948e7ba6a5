"""Seeds, ways of damaging them, and what must hold of every file, however damaged."""

import io
import tempfile
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hypothesis import strategies as st

from sanicost.batch.sources import is_roster
from sanicost.core.notices import Refused
from sanicost.embedded.canonical import CanonicalInputs, Run
from sanicost.readers.batch_list import is_list, read_list
from sanicost.readers.document import FileRefused
from sanicost.readers.project import Options
from sanicost.readers.roster import reopen
from sanicost.runs import load_city, price_in, priced, verify_workbook
from sanicost.writers.files import OutputRefused
from sanicost.writers.workbook import workbook_bytes
from tests.program import EXAMPLES
from tests.rosters import MINIMAL, TODAY, write_yaml

MOST_SECONDS = 20  # of the processor: others may be at work, too
FINDINGS = Path(__file__).parent / "findings"
_CSV = (
    "岗位,人数,平均工龄,街道,备注\n公厕保洁工,12,10,石牌街道,x\n吊车司机,3,7.5,五山街道,\n合计,15\n"
)
_LIST = (
    "岗位表文件,输出文件,起始月份,服务月数,参数文件\n"
    "a.yaml,甲/一.xlsx,2026-02,3,\n"
    "b.csv,,,,f.yaml\n"
)
_YAML_LIST = "rosters:\n  - {roster: a.yaml, output: 甲/一.xlsx, start: 2026-02, months: 3}\n"
_FIGURES = (
    "medical.rate: {value: 0.055, source: 文号, reason: 理由, from: 2027-01}\n"
    "pension.base: {value: {lower: 5500, upper: 27501}, source: 文号, reason: 理由}\n"
)
CITY = load_city(None)
with tempfile.TemporaryDirectory() as _folder:
    _path = write_yaml(Path(_folder) / "roster.yaml", MINIMAL)
    OURS = price_in(CITY, _path, Options(), TODAY)
SEEDS: dict[str, list[bytes]] = {
    ".yaml": [
        *(path.read_bytes() for path in sorted(EXAMPLES.glob("*.yaml"))),
        *(text.encode() for text in (_YAML_LIST, _FIGURES)),
    ],
    ".csv": [text.encode(code) for text in (_CSV, _LIST) for code in ("utf-8", "gb18030")],
    ".xlsx": [
        *(path.read_bytes() for path in sorted(EXAMPLES.glob("*.xlsx"))),
        workbook_bytes(OURS),
    ],
    # What a workbook carries, as if all its hashes had been made to fit.
    ".json": [OURS.inputs.text.encode()],
}
# What readers stumble over: far numbers, odd characters, the joints of YAML, CSV and XML.
TOKENS = [
    *(b"=1+1", b"1e999", b"-0", b"nan", b"1" * 400, b"0.1e-99", b"9999-99", b"\x00", b"\r"),
    *(b"\xff\xfe", b"\xef\xbb\xbf", b"&a ", b"*a", b"!!python/name:os.system", b"---\n", b": "),
    *(b"- ", b"{", b"[", b'"', b"'", b",", b"\n", b"]]>", b"<![CDATA[", b"<!DOCTYPE a>", b"&#0;"),
    *(b't="s"', b't="e"', b't="b"', b"<v>99999999999</v>", b'r="XFD1048576"', b"<f>1</f>"),
    *("合计".encode(), "全部".encode(), "\u202e".encode(), "１２％".encode(), b"2027-01"),
]


@st.composite
def damaged(draw: st.DrawFn, seed: bytes) -> bytes:
    """Return a text with some pieces cut, doubled, or replaced by something nasty."""
    data = seed
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        new = draw(st.one_of(st.sampled_from(TOKENS), st.binary(max_size=8), st.just(b"")))
        twice = draw(st.booleans())
        data = data[:start] + new + (data[start:end] if twice else b"") + data[end:]
    return data


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    """Return a file's ending and contents; of a workbook one part is damaged, or the package."""
    kind = draw(st.sampled_from(sorted(SEEDS)))
    seed = draw(st.sampled_from(SEEDS[kind]))
    if kind != ".xlsx" or draw(st.integers(0, 4)) == 0:
        return kind, draw(damaged(seed))
    with zipfile.ZipFile(io.BytesIO(seed)) as package:
        name = draw(st.sampled_from([n for n in package.namelist() if n.endswith((".xml", "s"))]))
        part = draw(damaged(package.read(name)))
        return kind, repacked(package, name, part)


def repacked(package: zipfile.ZipFile, name: str, part: bytes) -> bytes:
    """Return a package with one part replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in package.infolist():
            new.writestr(info, part if info.filename == name else package.read(info))
    return buffer.getvalue()


def _written(run: Run) -> None:
    workbook_bytes(run)


def _as_roster(path: Path) -> None:
    _written(price_in(CITY, path, Options(), TODAY))


def _as_list(path: Path) -> None:
    if is_list(path, CITY.vocabulary):
        read_list(path, CITY.vocabulary)


def _as_figures(path: Path) -> None:
    roster = write_yaml(path.parent / "minimal.yaml", MINIMAL)
    price_in(CITY, roster, Options(figures=path), TODAY)


def _as_carried(path: Path) -> None:
    try:
        inputs = CanonicalInputs.of_text(path.read_text("utf-8"))
    except ValueError:
        return  # what is not canonical has no hash that fits
    _written(priced(reopen(inputs, path, CITY.standard, CITY.vocabulary)))


def _as_workbook(path: Path) -> None:
    verify_workbook(path, None)


def _in_a_folder(path: Path) -> None:
    is_roster(path, CITY.vocabulary)


_USES: dict[str, tuple[Callable[[Path], None], ...]] = {
    ".yaml": (_as_roster, _as_list, _as_figures, _in_a_folder),
    ".csv": (_as_roster, _as_list, _in_a_folder),
    ".xlsx": (_as_roster, _as_workbook, _in_a_folder),
    ".json": (_as_carried,),
}


def holds(path: Path) -> None:
    """Assert that whatever reads such a file takes it or refuses it, and within its time."""
    began = time.process_time()
    for use in _USES[path.suffix]:
        with suppress(Refused, FileRefused, OutputRefused):
            use(path)
    assert time.process_time() - began < MOST_SECONDS, "too slow"
