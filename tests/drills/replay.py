"""Every request of the browser tests once more as another person (tests/browser/replay.py)."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path


def run(database):
    """Pytest's exit code: the tests themselves, and that nothing of one person came back."""
    jobs = os.environ.get("TEST_JOBS") or "2"
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told"
        told.touch()
        code = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-n", jobs, "-m", "browser", "tests/browser"],
            env=os.environ | {"TEST_DATABASE": database, "REPLAY": str(told)},
            check=False,
        ).returncode
        counts = [[int(count) for count in line.split()] for line in told.read_text().splitlines()]
    asked, words = (sum(column) for column in zip((0, 0), *counts, strict=True))
    print(f"{asked} requests of {len(counts)} tests asked again; {words} words looked for")
    return code
