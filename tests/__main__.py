"""./run test: every check, then the tests on SQLite, on PostgreSQL and in a real browser.

Arguments go to pytest and skip the checks: `./run test -k offer`. TEST_DATABASE=sqlite, postgres
or browser runs one of the three suites; TEST_JOBS says how many tests run side by side.
"""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

PYTHON = sys.executable
OURS = ["debtsite", "ledger", "negotiation", "scripts", "manage.py"]
CHECKS = {
    "ruff format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "ruff check": [PYTHON, "-m", "ruff", "check", "."],
    "bandit": [PYTHON, "-m", "bandit", "-q", "-c", "pyproject.toml", "-r", *OURS],
    "mypy": [PYTHON, "-m", "mypy"],
    "djlint": [PYTHON, "-m", "djlint", "templates", "--lint"],
    "deploy check": [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
}
SUITES = {
    "sqlite": ("sqlite", "not browser and not postgres"),
    "postgres": ("postgres", "database and not browser"),  # the rest knows no database
    "browser": ("postgres", "browser"),
}
NO_TESTS = 5  # pytest's exit code when a selection is empty


def production(data_dir):
    """The environment of a real site: what the checks are run under."""
    return os.environ | {
        "DATA_DIR": data_dir,
        "DATABASE_URL": f"sqlite:///{data_dir}/checks.sqlite3",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "SITE_URL": "https://debts.example.org",
        "EMAIL_URL": "submission://user:password@mail.example.org:587",
        "DEBUG": "0",
        "DEMO": "0",
    }


def check(name, environment):
    """Whether one check passed; its output is printed in one piece."""
    began = time.monotonic()
    done = subprocess.run(
        CHECKS[name],
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    verdict = "FAILED" if done.returncode else "ok"
    lines = [f"== {name}: {verdict} ({time.monotonic() - began:.1f} s)"]
    print("\n".join([*lines, done.stdout.rstrip()] if done.returncode else lines), flush=True)
    return done.returncode == 0


def run_checks():
    """The names of the checks that failed."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        environment = production(folder)
        passed = pool.map(lambda name: check(name, environment), CHECKS)
        return [name for name, good in zip(CHECKS, passed, strict=True) if not good]


def run_suite(name, args):
    """Pytest's exit code for one suite."""
    database, marker = SUITES[name]
    print(f"== tests: {name}", flush=True)
    jobs = os.environ.get("TEST_JOBS") or str(min((os.cpu_count() or 2) + 1, 8))  # one waits
    return subprocess.run(
        [PYTHON, "-m", "pytest", "-q", "-n", jobs, "--dist", "worksteal", "-m", marker, *args],
        env=os.environ | {"TEST_DATABASE": database},
        check=False,
    ).returncode


def main(args):
    began = time.monotonic()
    chosen = os.environ.get("TEST_DATABASE")
    failed = [] if args or chosen else run_checks()
    codes = {name: run_suite(name, args) for name in SUITES if chosen in (None, "", name)}
    # a test asked for by name lives in one suite only; it must live somewhere
    fine = {0, NO_TESTS} if args and set(codes.values()) != {NO_TESTS} else {0}
    failed += [f"tests on {name}" for name, code in codes.items() if code not in fine]
    verdict = f"FAILED: {', '.join(failed)}" if failed else "All passed"
    print(f"== {verdict} ({time.monotonic() - began:.0f} s)")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
