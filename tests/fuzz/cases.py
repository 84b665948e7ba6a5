"""Seeds, ways of damaging them, and what must hold of every file, however damaged."""

import io
import time
import zipfile
from pathlib import Path

from hypothesis import strategies as st

from sanicost.core.notices import Refused
from sanicost.readers.document import FileRefused
from sanicost.readers.roster import Options
from sanicost.runs import load_city, price_in
from sanicost.writers.files import OutputRefused
from sanicost.writers.workbook import workbook_bytes
from tests.program import EXAMPLES
from tests.rosters import TODAY

MOST_SECONDS = 20  # of the processor: others may be at work, too
FINDINGS = Path(__file__).parent / "findings"
_CSV = (
    "岗位,人数,平均工龄,街道,备注\n公厕保洁工,12,10,石牌街道,x\n吊车司机,3,7.5,五山街道,\n合计,15\n"
)
SEEDS: dict[str, list[bytes]] = {
    ".yaml": [path.read_bytes() for path in sorted(EXAMPLES.glob("*.yaml"))],
    ".csv": [_CSV.encode(), _CSV.encode("gb18030")],
    ".xlsx": [path.read_bytes() for path in sorted(EXAMPLES.glob("*.xlsx"))],
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


CITY = load_city(None)


def holds(path: Path) -> None:
    """Assert that a file is priced or refused with messages, and within its time."""
    began = time.process_time()
    try:
        run = price_in(CITY, path, Options(), TODAY)
        workbook_bytes(run)
    except (Refused, FileRefused, OutputRefused):
        pass
    assert time.process_time() - began < MOST_SECONDS, "too slow"
