"""Builds the page: one HTML file that holds the engine, its figures and a Python to run them.

Usage: `python page/build.py -o 环卫用工成本测算.html`. It needs Python, npm and the registries;
what is taken from them is pinned by version and hash, so that a build is the same everywhere.
"""

import argparse
import base64
import gzip
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

PAGE = Path(__file__).resolve().parent
ROOT = PAGE.parent
MAX_BYTES = 12_000_000
"""A page that is larger can be mailed to nobody."""

PYODIDE = "pyodide@314.0.7"
PYODIDE_SHA512 = (
    "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
)
PLATFORMS = ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64")
"""Wheels of these are taken for their Python files alone."""
PYTHON = "3.14"
_UNNEEDED = re.compile(
    "(pdb|doctest|pydoc|unittest|_pyrepl|multiprocessing|xmlrpc|wsgiref|imaplib|sqlite3|smtplib"
    "|ftplib|poplib|http/(server|cookie)|tkinter|turtle|idlelib|ensurepip|venv|pydoc_data|_pyio|cProfile|profile"
    "|pstats|pickletools|tarfile|mailbox|turtledemo|site-packages|_pydecimal|zoneinfo|ctypes/macholib|test|webbrowser|nntplib|telnetlib|trace|timeit|this|antigravity|_ios_support|_apple_support|_android_support)([./]|s\\.py)"
)
"""Modules of the standard library for debugging, testing, servers and windows."""
_TERMINAL = ("sanicost/cli/", "sanicost/settlement/", "sanicost/explain/terminal.py")
"""Parts that need a terminal or pandas: nothing in the page asks for them."""
_LAST_SAID = 2_000
"""Characters of what a failed program said; the reason stands at its end."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)


class BuildRefused(Exception):  # noqa: N818 - a message to whoever builds the page
    """The page cannot be built: what is missing, or is not what was pinned."""


def main() -> int:
    """Build the page; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, required=True, help="the HTML file")
    parser.add_argument("--cache", type=Path, help="a folder to keep downloads in")
    asked = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as folder:
            page = build(asked.cache or Path(folder))
    except BuildRefused as refused:
        print(refused, file=sys.stderr)
        return 1
    asked.output.write_bytes(page)
    print(f"{asked.output}: {len(page):,} bytes")
    return 0


def build(cache: Path) -> bytes:
    """Return the page as the bytes of one HTML file; raise BuildRefused where it cannot be."""
    cache.mkdir(parents=True, exist_ok=True)
    runtime = _runtime(cache)
    archives = {
        "library": _archive(_library(runtime["python_stdlib.zip"])),
        "packages": _archive(_packages(cache)),
        "files": _archive(_files()),
    }
    parts = {"worker": _worker(runtime), "wasm": runtime["pyodide.asm.wasm"]}
    parts |= _compiled(runtime, archives)
    packed = {name: _packed(data) for name, data in parts.items()}
    for name, text in packed.items():
        print(f"{name:10}{len(text):>12,} bytes")
    page = _inlined(packed).encode()
    if len(page) > MAX_BYTES:
        raise BuildRefused(f"the page has {len(page):,} bytes; at most {MAX_BYTES:,} are wanted")
    return page


def _run(*command: str) -> str:
    """Return what a program prints; raise BuildRefused where it is not there or fails."""
    program = shutil.which(command[0])
    if not program:
        raise BuildRefused(f"{command[0]} is needed to build the page and was not found")
    done = subprocess.run([program, *command[1:]], capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildRefused(f"{' '.join(command)}\n{done.stderr[-_LAST_SAID:]}")
    return done.stdout


def _runtime(cache: Path) -> dict[str, bytes]:
    """Return the files of Python for the browser, from the npm registry."""
    file = cache / f"{PYODIDE.replace('@', '-')}.tgz"
    if not file.exists():
        _run("npm", "pack", "--silent", "--pack-destination", str(cache), PYODIDE)
    data = file.read_bytes()
    found = base64.b64encode(hashlib.sha512(data).digest()).decode()
    if found != PYODIDE_SHA512:
        raise BuildRefused(f"{PYODIDE} is not what was pinned: {found}")
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        held = ((one.name, archive.extractfile(one)) for one in archive)
        return {name.removeprefix("package/"): inside.read() for name, inside in held if inside}


def _worker(runtime: dict[str, bytes]) -> bytes:
    """Return the script of the worker: Python's loader and our own, as one classic script.

    From a file:// page a worker may neither be a module nor import one, so that the module is
    turned into a function.
    """
    module = runtime["pyodide.asm.mjs"].decode()
    export = "export default _createPyodideModule;"
    if module.count(export) != 1:
        raise BuildRefused("pyodide.asm.mjs has another form than expected")
    module = module.replace(export, "").replace("import.meta.url", "self.location.href")
    own = (PAGE / "worker.js").read_text(encoding="utf-8")
    # Python's loader refuses classic workers, which it knows by this function.
    scripts = ("self.importScripts = undefined;", runtime["pyodide.js"].decode(), module, own)
    return "\n".join(scripts).encode()


def _library(archive: bytes) -> dict[str, bytes]:
    """Return the standard library without what nothing in the page can use."""
    with zipfile.ZipFile(io.BytesIO(archive)) as given:
        names = (one for one in given.namelist() if one.endswith(".py"))
        return {name: given.read(name) for name in names if not _UNNEEDED.match(name)}


def _packages(cache: Path) -> dict[str, bytes]:
    """Return the Python files of what is taken from PyPI; they are run from an archive."""
    pinned = hashlib.sha256((PAGE / "requirements.txt").read_bytes()).hexdigest()
    folder = cache / f"wheels-{pinned[:12]}"
    if not folder.exists():
        _download(folder)
    files: dict[str, bytes] = {}
    for wheel in sorted(folder.iterdir()):
        with zipfile.ZipFile(wheel) as archive:
            names = (name for name in sorted(archive.namelist()) if name.endswith(".py"))
            files |= {name: archive.read(name) for name in names}
    return files


def _files() -> dict[str, bytes]:
    """Return what is our own, in folders as in the checkout: it looks for data beside itself."""
    files: dict[str, bytes] = {}
    for root, folder in ((ROOT, "sanicost"), (ROOT, "config"), (PAGE, "engine")):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in {".py", ".yaml", ".json"}:
                name = path.relative_to(root).as_posix()
                if not name.startswith(_TERMINAL):
                    files[name] = path.read_bytes()
    return files


def _compiled(runtime: dict[str, bytes], archives: dict[str, bytes]) -> dict[str, bytes]:
    """Return archives with compiled files for Python's source, and the figures read beforehand."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, data in runtime.items():
            (folder / file).write_bytes(data)
        paths = {kind: folder / f"{kind}.zip" for kind in archives}
        for kind, path in paths.items():
            path.write_bytes(archives[kind])
        _run("node", str(PAGE / "compile.mjs"), f"{folder}/", *map(str, paths.values()))
        return {kind: path.read_bytes() for kind, path in paths.items()}


def _download(folder: Path) -> None:
    """Bring the wheels from PyPI."""
    platforms = [f"--platform={one}" for one in PLATFORMS]
    kind = ("--implementation=cp", f"--python-version={PYTHON}", "--abi=cp314", "--abi=none")
    pinned = ("--only-binary=:all:", "--no-deps", "--require-hashes", "-r")
    pip = (sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check")
    requirements = str(PAGE / "requirements.txt")
    _run(*pip, "-d", str(folder), *platforms, *kind, *pinned, requirements)


def _archive(files: dict[str, bytes]) -> bytes:
    """Return a zip of files, the same for the same files; it is packed as a whole later."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _EARLIEST), data)
    return out.getvalue()


def _packed(data: bytes) -> str:
    """Return bytes as text that HTML holds, as short as may be."""
    return base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()


def _inlined(parts: dict[str, str]) -> str:
    """Return the HTML with its styles, scripts, texts and parts inside."""
    html = (PAGE / "page.html").read_text(encoding="utf-8")
    texts = {lang: _texts(lang) for lang in ("zh", "en")}
    scripts = [f"const TEXTS = {json.dumps(texts, ensure_ascii=False)};"]
    for name in re.findall(r'<script src="([^"]+)"></script>\n?', html):
        scripts.append((PAGE / name).read_text(encoding="utf-8"))
    styles = [
        (PAGE / name).read_text(encoding="utf-8")
        for name in re.findall(r'<link rel="stylesheet" href="([^"]+)">', html)
    ]
    html = re.sub(r'<script src="[^"]+"></script>\n?', "", html)
    html = re.sub(r'<link rel="stylesheet" href="[^"]+">\n?', "", html)
    script, style = "\n".join(scripts), "\n".join(styles)
    held = "\n".join(
        f'<script type="text/plain" id="part-{name}">{data}</script>'
        for name, data in parts.items()
    )
    policy = _policy(script, style)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    html = html.replace("<!-- policy -->", meta)
    html = html.replace("<!-- style -->", f"<style>{style}</style>")
    return html.replace("<!-- script -->", f"{held}\n<script>{script}</script>")


def _texts(lang: str) -> dict[str, str]:
    """Return what the page says in a language, by key."""
    loaded = json.loads((PAGE / "texts" / f"{lang}.json").read_text(encoding="utf-8"))
    return {str(key): str(text) for key, text in loaded.items()}


def _policy(script: str, style: str) -> str:
    """Return the content security policy: our own script and style, and nothing goes out."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hashed(script)} 'wasm-unsafe-eval' blob:",
            "worker-src blob:",
            f"style-src {_hashed(style)}",
            "img-src data: blob:",
            "connect-src 'none'",
            "form-action 'none'",
            "base-uri 'none'",
        )
    )


def _hashed(text: str) -> str:
    """Return the source expression that allows exactly this inline text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


if __name__ == "__main__":
    sys.exit(main())
