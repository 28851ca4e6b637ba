"""What all tests share: where the measuring data lies, if it is there."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests of the store come first: they start many processes, which is cheaper while this one is small."""
    items.sort(key=lambda item: "store" not in item.path.parts)


@pytest.fixture(scope="session", name="shared")
def _shared() -> Path:
    """Return the folder with the essay and the gold data, beside the checkout; skip where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("the measuring data (../shared) is not on this machine")
    return SHARED
