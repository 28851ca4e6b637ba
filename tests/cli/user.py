"""Someone who runs the program at a shell."""

import os
import pty
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def environ_of(home: Path) -> dict[str, str]:
    """Return the environment of someone whose home this is."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "SERGECITE"))}
    return {**kept, "HOME": str(home), "PYTHONPATH": str(ROOT)}


class User:
    """Someone at a shell, with a home of their own."""

    def __init__(self, home: Path, cwd: Path) -> None:
        self.cwd = cwd
        self._environ = environ_of(home)

    def __call__(self, *arguments: str, status: int = 0, text: str = "", **environ: str) -> tuple[str, str]:
        """Run the program; return stdout and stderr."""
        run = subprocess.run(
            [sys.executable, "-m", "sergecite", *arguments],
            cwd=self.cwd, env={**self._environ, **environ}, input=text, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert run.returncode == status, run.stdout + run.stderr
        assert "Traceback" not in run.stderr
        return run.stdout, run.stderr

    def terminal(self, *arguments: str, columns: int) -> list[str]:
        """Run the program on a terminal; return the lines it shows."""
        outside, inside = pty.openpty()
        environ = {**self._environ, "COLUMNS": str(columns), "TERM": "xterm"}
        with subprocess.Popen(
            [sys.executable, "-m", "sergecite", *arguments], cwd=self.cwd, env=environ, stdout=inside, stderr=inside
        ):
            os.close(inside)
            shown = b""
            while True:
                try:
                    chunk = os.read(outside, 4096)
                except OSError:
                    break
                if not chunk:
                    break
                shown += chunk
        os.close(outside)
        return shown.decode().replace("\r\n", "\n").splitlines()
