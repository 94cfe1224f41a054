"""Every request of the browser tests once more as another person (tests/browser/replay.py)."""

import os
import subprocess
import sys


def run(database):
    """Pytest's exit code: the tests themselves, and that nothing of one person came back."""
    jobs = os.environ.get("TEST_JOBS") or "2"
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", jobs, "-m", "browser", "tests/browser"],
        env=os.environ | {"TEST_DATABASE": database, "REPLAY": "1"},
        check=False,
    ).returncode
