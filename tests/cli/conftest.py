"""Users at a shell: one with nothing, one with the Serge library."""

from pathlib import Path

import pytest

from tests.cli.user import User


@pytest.fixture(name="home")
def _home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    return home


@pytest.fixture(name="user")
def _user(home: Path, tmp_path: Path) -> User:
    cwd = tmp_path / "work"
    cwd.mkdir()
    return User(home, cwd)


@pytest.fixture(name="serge")
def _serge(user: User) -> User:
    user("init", "--example", "refs")
    return user
