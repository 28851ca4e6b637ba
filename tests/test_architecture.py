"""The arrows between the packages, held by walking every import."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "sergecite"
MAY_IMPORT = {
    "errors": set(),
    "model": {"errors"},
    "bibtex": {"model", "errors"},
    "csl": {"errors"},
    "store": {"bibtex", "model", "errors"},
    "sources": {"bibtex", "model", "errors"},
    "essay": {"model", "errors"},
    "resolve": {"model", "errors"},
    "export": {"csl", "model", "errors"},
    "cli": {"store", "sources", "essay", "resolve", "export", "csl", "bibtex", "model", "errors"},
}
PURE = {"model", "bibtex", "resolve", "csl"}
IMPURE = {
    "os",
    "io",
    "pathlib",
    "socket",
    "subprocess",
    "time",
    "logging",
    "sqlite3",
    "tempfile",
    "shutil",
    "urllib.request",
}
ONLY_IN = {
    "typer": "cli/", "click": "cli/", "rich": "cli/", "textual": "cli/",
    "requests": "sources/http.py", "requests_cache": "sources/http.py", "bibtexparser": "bibtex/",
}  # fmt: skip
FILES = sorted(ROOT.rglob("*.py"))


def _imports(tree: ast.AST) -> list[tuple[str, int, bool]]:
    """Return (module, line, inside a function) for every import."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    inner = {id(child) for function in functions for child in ast.walk(function)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno, id(node) in inner) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            found.append((node.module or "", node.lineno, id(node) in inner))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_follow_the_arrows(path: Path) -> None:
    """Every import goes along an arrow, at module level, and a package's own library stays in its package."""
    relative = path.relative_to(ROOT)
    package = relative.parts[0].removesuffix(".py")
    wrong = []
    for module, line, inside in _imports(ast.parse(path.read_text(encoding="utf-8"))):
        top = module.split(".")[0]
        if top == "sergecite":
            target = module.split(".")[1] if "." in module else "__init__"
            if inside:
                wrong.append(f"line {line}: own package imported inside a function: {module}")
            if package in MAY_IMPORT and target not in MAY_IMPORT[package] | {package, "__init__"}:
                wrong.append(f"line {line}: {package} may not import {target}")
        if package in PURE and (module in IMPURE or top in IMPURE):
            wrong.append(f"line {line}: {package} is pure but imports {module}")
        if top in ONLY_IN and not str(relative).startswith(ONLY_IN[top]):
            wrong.append(f"line {line}: {top} belongs in {ONLY_IN[top]}")
    assert wrong == []


def test_no_import_cycle() -> None:
    """No module reaches itself by module-level imports."""
    names = {
        ".".join(("sergecite", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): path
        for path in FILES
    }
    graph = {
        name: {
            target
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom | ast.Import)
            for target in _targets(node, names)
        }
        - {name}
        for name, path in names.items()
    }
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail[trail.index(name) :], name))
        if name not in done:
            for target in sorted(graph[name]):
                walk(target, (*trail, name))
            done.add(name)

    for name in sorted(graph):
        walk(name, ())


def _targets(node: ast.ImportFrom | ast.Import, names: dict[str, Path]) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names if alias.name in names}
    inner = {f"{node.module}.{alias.name}" for alias in node.names} & names.keys()
    return inner or ({node.module} & names.keys() if node.module else set())


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_are_small_and_say_what_they_are(path: Path) -> None:
    """A file has a docstring and at most 400 lines."""
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "no module docstring"
    assert len(text.splitlines()) <= 400
