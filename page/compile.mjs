// Compiles the Python files of an archive with the very Python that runs in the page.
// Usage: node compile.mjs RUNTIME_FOLDER LIBRARY.zip PACKAGES.zip FILES.zip; the archives are replaced.
// Reading source takes that Python five seconds at each start; reading what is compiled takes one.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const COMPILE = `
import ast
import importlib._bootstrap_external as importing
import _imp
import zipfile

def without_documentation(tree):
    for node in ast.walk(tree):
        if getattr(node, "body", None) and isinstance(node.body, list):
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                node.body[:1] = [] if node.body[1:] else [ast.copy_location(ast.Pass(), first)]
    return tree

def compiled(given, out):
    for name in given.namelist():
        data = given.read(name)
        if name.endswith(".py"):
            tree = ast.parse(data, name)
            # Python's own bridge to the page reads its documentation.
            if not name.startswith(("pyodide/", "_pyodide/")):
                tree = without_documentation(tree)
            code = compile(tree, name, "exec", dont_inherit=True)
            mark = _imp.source_hash(_imp.pyc_magic_number_token, data)
            data = importing._code_to_hash_pyc(code, mark, False)
            name += "c"
        out.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)

def compiled_archive(file):
    with zipfile.ZipFile(file) as given, zipfile.ZipFile("/out.zip", "w") as out:
        compiled(given, out)
`;

// Reading the figures from YAML without its compiled parser takes longer than all else.
const PREPARE = `
import pickle
import sys

sys.path[:0] = ["/packages.zip", "/app"]
with zipfile.ZipFile("/files.zip") as files:
    files.extractall("/app")

from pathlib import Path
from sanicost.runs import published_city

with zipfile.ZipFile("/files.zip", "a") as files:
    city = pickle.dumps(published_city(Path("/app/config")))
    files.writestr(zipfile.ZipInfo("city.pickle", (1980, 1, 1, 0, 0, 0)), city)
`;

const [folder, library, packages, files] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
// The order of sets in compiled code follows the seed: without one no two builds are alike.
const python = await loadPyodide({ indexURL: folder, env: { PYTHONHASHSEED: "0" } });
python.FS.writeFile("/packages.zip", readFileSync(packages));
python.FS.writeFile("/files.zip", readFileSync(files));
python.FS.writeFile("/library.zip", readFileSync(library));
python.runPython(COMPILE);
python.runPython(PREPARE);
for (const [archive, inside] of [
  [library, "/library.zip"],
  [packages, "/packages.zip"],
  [files, "/files.zip"],
]) {
  python.runPython(`compiled_archive("${inside}")`);
  writeFileSync(archive, python.FS.readFile("/out.zip"));
}
