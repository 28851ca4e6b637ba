"""What all tests share: where the measuring data lies, if it is there."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


@pytest.fixture(scope="session", name="shared")
def _shared() -> Path:
    """Return the folder with the essay and the gold data, beside the checkout; skip where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("the measuring data (../shared) is not on this machine")
    return SHARED
