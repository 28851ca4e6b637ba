"""A library to change, with its cache and its history in a place of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sergecite.store.library import Library

TEXT = """\
% Encoding: UTF-8
@string{pm = "PM Press"}

@Book{serge1930prison,
  author    = "Serge, Victor",
  title     = {Men in Prison},
  publisher = pm, % a remark
  year      = 1930
}

@comment{jabref-meta: databaseType:biblatex;}

@article{serge1938marxism, title={Marxism in Our Time}, author={Serge, Victor}, related={serge1930prison}}
stray text between entries
@INCOLLECTION{greeman1967,
\tAUTHOR = {Greeman, Richard},
\tTITLE = {Introduction},
\tCROSSREF = {serge1930prison},
}
"""


@pytest.fixture(autouse=True)
def _private_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("CACHE", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / "home" / kind.lower()))


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    root = tmp_path / "library"
    root.mkdir()
    (root / "a.bib").write_text(TEXT, encoding="utf-8")
    return root


@pytest.fixture(name="library")
def _library(root: Path) -> Library:
    return Library.open(root)


@pytest.fixture(name="library_with_index", scope="module")
def _library_with_index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Open a library that is only read, once for all examples of a property."""
    folder = tmp_path_factory.mktemp("indexed")
    (folder / "a.bib").write_text(TEXT, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        library = Library.open(folder)
        library.citekeys()
        assert library._index is not None
        yield library
