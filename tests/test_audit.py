"""What the audit of our packages says, and above all what it never says."""

import json

import pytest

from scripts import audit

SAID = "ERROR: cannot be reached"


def report(*packages):
    return json.dumps({"dependencies": packages})


def package(name="django", **fields):
    return {"name": name, "version": "5.2.8", "vulns": []} | fields


@pytest.mark.parametrize(
    "found",
    ["", "not json", report(), report(package(), {"name": "pillow", "skip_reason": "not found"})],
    ids=["no report", "no sense", "no package", "one left out"],
)
def test_what_was_not_checked_is_never_called_free_of_faults(found):
    told = audit.verdict(found, SAID)
    assert told.startswith("could not be checked: ")
    assert "none" not in told


def test_each_package_that_was_checked_counts():
    assert audit.verdict(report(package(), package("pillow")), SAID) == (
        "none in 2 packages, each of them checked"
    )


def test_a_fault_is_named_with_what_mends_it():
    fault = {"id": "CVE-2026-1", "fix_versions": ["5.2.9"], "description": ""}
    told = audit.verdict(report(package(vulns=[fault])), SAID)
    assert told.splitlines() == ["1, see below", "  django 5.2.8: CVE-2026-1, mended in 5.2.9"]
