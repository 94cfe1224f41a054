"""What we are built of, and what is known against it: for a build machine, which keeps the report.

Writes a bill of materials (CycloneDX) of the locked packages into a folder, and asks pip-audit
about each of them. It reports and fails no build. What could not be asked is never called free of
faults.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "app.txt"
BILL, AUDIT = "sbom.cdx.json", "audit.json"
PATIENCE = 180  # seconds for all packages
UNKNOWN = "could not be checked"


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    print(f"bill of materials: {bill_of_materials(folder / BILL)}")
    print(f"known vulnerabilities: {audit(folder / AUDIT)}")


def bill_of_materials(path):
    command = ["cyclonedx_py", "requirements", str(LOCK), "--pyproject", "pyproject.toml"]
    done = run([*command, "--output-reproducible", "--of", "JSON", "-o", str(path)])
    if done.returncode:
        return f"could not be made: {last_line(done)}"
    return f"{len(json.loads(path.read_text())['components'])} packages, in {path}"


def audit(path):
    """In one line; each fault in a line of its own below it."""
    path.unlink(missing_ok=True)
    command = ["pip_audit", "--strict", "-r", str(LOCK), "--require-hashes", "--disable-pip"]
    command += ["--format", "json", "-o", str(path), "--progress-spinner", "off"]
    try:
        done = run([*command, "--timeout", "10"])
    except subprocess.TimeoutExpired:
        return f"{UNKNOWN}: no answer within {PATIENCE} seconds"
    return verdict(path.read_text() if path.exists() else "", last_line(done))


def verdict(report, said):
    """What the report says; nothing in it, or a package left out, is no good news."""
    try:
        packages = json.loads(report)["dependencies"]
    except ValueError:
        return f"{UNKNOWN}: {said}"
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    if not packages or skipped:
        return f"{UNKNOWN}: {', '.join(skipped) or 'no package was looked at'}"
    faults = [
        f"  {package['name']} {package['version']}: {fault['id']}, mended in "
        f"{', '.join(fault['fix_versions']) or 'no version yet'}"
        for package in packages
        for fault in package["vulns"]
    ]
    if faults:
        return "\n".join([f"{len(faults)}, see below", *faults])
    return f"none in {len(packages)} packages, each of them checked"


def run(command):
    return subprocess.run(  # noqa: S603 our own words
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False,
        timeout=PATIENCE,
    )  # fmt: skip


def last_line(done):
    said = (done.stderr.strip() or done.stdout.strip()).splitlines()
    return said[-1][:200] if said else f"exit code {done.returncode}"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "var" / "reports")
