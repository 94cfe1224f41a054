"""What each service of docker-compose.yml is told of the passwords in .env."""

import re
from pathlib import Path

import pytest
import yaml

NAMES = re.findall(r"^([A-Z_]+)=", Path(".env.example").read_text("utf-8"), re.MULTILINE)
PASSWORDS = {name for name in NAMES if name.endswith("_PASSWORD")}
SERVICES = yaml.safe_load(Path("docker-compose.yml").read_text("utf-8"))["services"]
ASKED_FOR = re.compile(r"\$\{([A-Z_]+)[^}]*\}")


def told(service):
    """The environment of a service where every line of .env is filled in."""
    filled = {name: f"<{name}>" for name in NAMES}
    known = filled.copy() if "env_file" in service else {}
    for name, value in service["environment"].items():
        known[name] = ASKED_FOR.sub(lambda found: filled.get(found[1], ""), str(value))
    return known


@pytest.mark.parametrize(
    ("service", "its_own"),
    [
        ("db", {"POSTGRES_PASSWORD"}),
        ("migrate", PASSWORDS),  # it owns the tables, and lets the others in
        ("web", {"DEBTSITE_APP_PASSWORD"}),
        ("worker", {"DEBTSITE_WORKER_PASSWORD"}),
        ("backup", {"DEBTSITE_BACKUP_PASSWORD"}),
        ("restore", {"POSTGRES_PASSWORD"}),
    ],
)
def test_a_service_knows_the_password_of_its_own_role_alone(service, its_own):
    known = " ".join(told(SERVICES[service]).values())
    assert {name for name in PASSWORDS if f"<{name}>" in known} == its_own


def test_every_service_and_every_password_is_looked_at():
    assert {*SERVICES} == {"db", "migrate", "web", "worker", "backup", "restore"}
    asked_for = {*ASKED_FOR.findall(Path("docker-compose.yml").read_text("utf-8"))}
    assert {name for name in asked_for if name.endswith("_PASSWORD")} == PASSWORDS


def test_the_site_still_gets_its_other_settings():
    assert told(SERVICES["web"])["EMAIL_URL"] == "<EMAIL_URL>"
