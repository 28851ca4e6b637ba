"""How findings are written: for people and editors, as JSON, for GitHub, and as SARIF for other programs of CI."""

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sergecite.store.checks.finding import Finding, Level

_GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}
_SARIF = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def shown_folder(root: Path) -> str:
    """Return what stands before a file's name, so that an editor started here finds it."""
    full, cwd = root.resolve(), Path.cwd()
    if not full.is_relative_to(cwd):
        return f"{root}/"
    inner = full.relative_to(cwd).as_posix()
    return "" if inner == "." else f"{inner}/"


def text_line(finding: Finding, folder: str) -> str:
    """Return a line that editors and grep's friends understand: file:line:column: level: message [code]."""
    place = f"{folder}{finding.file}:{finding.line}:{finding.column}"
    return f"{place}: {finding.level}: {_said(finding)} [{finding.code}]".replace("\n", " ")


def github_line(finding: Finding, folder: str) -> str:
    """Return a workflow command (docs.github.com, "Workflow commands for GitHub Actions")."""
    message = _said(finding).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    file = f"{folder}{finding.file}".replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    place = f"file={file},line={finding.line},col={finding.column}"
    return f"::{_GITHUB[finding.level]} {place},title={finding.code}::{message}"


def as_json(finding: Finding) -> dict[str, Any]:
    """Return a finding as a JSON object."""
    return {
        "level": str(finding.level),
        "code": finding.code,
        "message": finding.message,
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "citekey": finding.citekey,
        "field": finding.field,
        "hint": finding.hint,
    }


def as_sarif(findings: Sequence[Finding], folder: str, codes: Mapping[str, str]) -> dict[str, Any]:
    """Return findings as a SARIF 2.1.0 log (OASIS, sections 3.13 to 3.30); `codes` says what each code reports."""
    numbers = {code: number for number, code in enumerate(codes)}
    rules = [{"id": code, "shortDescription": {"text": about}} for code, about in codes.items()]
    driver = {"name": "sergecite", "version": version("sergecite"), "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(finding, folder, numbers) for finding in findings],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _sarif_result(finding: Finding, folder: str, numbers: Mapping[str, int]) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(f"{folder}{finding.file}")},
            "region": {"startLine": finding.line, "startColumn": finding.column},
        }
    }
    if finding.citekey:
        name = f"{finding.citekey}/{finding.field}" if finding.field else finding.citekey
        location["logicalLocations"] = [{"name": finding.field or finding.citekey, "fullyQualifiedName": name}]
    # A finding is the same one though lines were added above it.
    same = f"{finding.file}/{finding.citekey}/{finding.field}/{finding.message}"
    return {
        "ruleId": finding.code,
        "ruleIndex": numbers[finding.code],
        "level": _SARIF[finding.level],
        "message": {"text": _said(finding)},
        "locations": [location],
        "partialFingerprints": {"finding/v1": same},
    }


def _said(finding: Finding) -> str:
    key = f"{finding.citekey}: " if finding.citekey else ""
    hint = f" ({finding.hint})" if finding.hint else ""
    return f"{key}{finding.message}{hint}"
