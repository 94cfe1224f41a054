"""What the repository promises about itself: vendored files, commands, no outside address."""

import hashlib
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from debtsite import native

VENDORED = [Path("static/vendor"), Path("tests/vendor")]
SKIPPED = {".git", ".venv", "node_modules", "var"}
# written in pieces, or this file would find itself
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("deb.debian", "org"),
        ("jsdelivr", "net"),
        ("unpkg", "com"),
        ("googleapis", "com"),
    )
]


def own_files():
    for folder, folders, names in os.walk("."):
        folders[:] = [
            name for name in folders if name not in SKIPPED and not name.endswith("_cache")
        ]
        yield from (Path(folder, name) for name in names)


@pytest.mark.parametrize("root", VENDORED, ids=str)
def test_vendored_files_are_those_of_the_manifest(root):
    packages = json.loads((root / "manifest.json").read_text())
    expected = {name: digest for p in packages.values() for name, digest in p["files"].items()}
    found = {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert found == expected


@pytest.mark.parametrize("root", VENDORED, ids=str)
def test_every_vendored_package_brings_its_licence(root):
    for name, package in json.loads((root / "manifest.json").read_text()).items():
        assert package["licence"], name
        assert any("LICEN" in file for file in package["files"]), name


def test_no_file_names_the_host_of_a_registry():
    for path in own_files():
        text = path.read_bytes().decode(errors="ignore")
        assert not [host for host in HOSTS if host in text], path


def test_every_locked_package_has_a_hash():
    for lock in Path("requirements").glob("*.txt"):
        for requirement in lock.read_text().replace("\\\n", "").splitlines():
            assert "==" not in requirement or "--hash=sha256:" in requirement, requirement


@pytest.mark.parametrize("folder", ["debtsite", "ledger", "negotiation", "scripts"])
def test_a_rule_of_safety_that_is_set_aside_says_why(folder):
    for path in Path(folder).rglob("*.py"):
        for line in path.read_text().splitlines():
            if "# noqa: S" in line or "# nosec" in line:
                assert re.search(r"# noqa: (S\d+(, )?)+ .*\w{3}", line), f"{path}: {line}"


def test_help_lists_the_commands():
    said = subprocess.run(["./run", "help"], capture_output=True, text=True, check=True).stdout
    for command in (
        "./run [OPTIONS]  ",
        "--port",
        "--no-demo",
        "./run test",
        "./run doctor",
        "./run bench",
        "./run drill",
        "./run setup",
    ):
        assert command in said


@pytest.fixture
def started(tmp_path):
    """What ./run starts in the end, in an environment where all is installed."""
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.write_text('#!/bin/sh\necho "$@"\n')
    python.chmod(0o755)
    stamp = subprocess.run(["sha256sum", "requirements/dev.txt"], capture_output=True, check=True)
    (tmp_path / ".installed-dev").write_bytes(stamp.stdout)

    def started(*typed):
        environ = os.environ | {"DEBTSITE_VENV": str(tmp_path), "DEBTSITE_NO_APT": "1"}
        done = subprocess.run(
            ["./run", *typed], env=environ, capture_output=True, text=True, check=True
        )
        return done.stdout.splitlines()[-1]

    return started


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ([], "demo"),
        (["--port", "8130"], "demo --port 8130"),
        (["--no-demo"], "demo --no-demo"),
        (["demo", "--port", "8130"], "demo --port 8130"),
        (["migrate", "--plan"], "migrate --plan"),
    ],
)
def test_options_alone_are_for_the_demo(started, typed, meant):
    assert started(*typed) == f"manage.py {meant}"


def test_a_machine_without_pango_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(native, "_loads", lambda name: "pango" not in name)
    monkeypatch.setattr(native.shutil, "which", lambda tool: tool == "apt-get")
    assert native.missing() == ["Pango", "PangoFT2"]
    assert "sudo apt-get install" in native.advice()
    assert "libpango-1.0-0" in native.advice()


def test_an_unknown_system_is_told_what_to_look_for(monkeypatch):
    monkeypatch.setattr(native, "_loads", lambda name: False)
    monkeypatch.setattr(native.shutil, "which", lambda tool: None)
    assert native.advice().endswith("this system's package manager")


NAMED = re.compile(r"`((?:\w+/)*(?:test_)\w+\.py)?(?:::(test_\w+))?`")


def test_what_the_safety_page_names_is_there():
    text = Path("docs/safety.md").read_text("utf-8")
    file, missing = "", []
    for path, test in NAMED.findall(text):
        file = path or file
        there = Path("tests", file)
        if not there.is_file() or (test and f"def {test}(" not in there.read_text("utf-8")):
            missing.append(f"{file}::{test}")
    assert missing == []
    drills = {path.stem for path in Path("tests/drills").glob("*.py")}
    assert set(re.findall(r"`\./run drill ([a-z]+)`", text)) <= drills
    assert len(NAMED.findall(text)) > 80
