"""The model that ships: small, of the labels the reader knows, and written as CRFsuite writes."""

from importlib.resources import files
from pathlib import Path

import pycrfsuite
import pytest

from sergecite.resolve import labels as kind

TRAINING = Path(__file__).parents[1] / "training"


@pytest.fixture
def model() -> bytes:
    """Return the bytes of the packaged model."""
    return files("sergecite.resolve").joinpath("data", "notes.crfsuite").read_bytes()


def test_the_model_is_small_and_its_labels_are_known(model: bytes) -> None:
    """It stays under a megabyte and a half, and every label is one of those the reader of labels names."""
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(model)
    known = {value for name, value in vars(kind).items() if name.isupper()} - {kind.BEGIN, kind.FIELD}
    assert {label.removeprefix(kind.BEGIN).removeprefix(kind.FIELD) for label in tagger.labels()} <= known
    assert len(model) < 1_500_000


def test_pruning_nothing_changes_no_byte(model: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model written anew with all its features is the same file; with fewer it is smaller and still labels."""
    monkeypatch.syspath_prepend(str(TRAINING))
    from prune import prune  # noqa: PLC0415 - from the folder of the training programs

    assert prune(model, 0) == model
    smaller = prune(model, 0.5)
    assert len(smaller) < len(model)
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(smaller)
    assert len(tagger.tag([["w=serge", "s=Xx"], ["w=memoirs", "s=Xx"]])) == 2
