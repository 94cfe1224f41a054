"""The shape of the code: who may import whom, how views reach rows, what no template may hold."""

import ast
import re
import sys
import tomllib
from functools import cache
from pathlib import Path

from debtsite.press.jobs import JOBS
from tests.table import for_each

CONFIG = tomllib.loads(Path("pyproject.toml").read_text())
APPS = ["ledger", "negotiation"]
LAYERS = ["models", "forms", "views"]  # each may import itself and those before it
CLOCKS = {"date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time"}
HOMELESS = {"utils", "helpers", "services", "common", "signals"}
INLINE = {
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "an inline handler": re.compile(r"\s(on[a-z]+|hx-on[:-][a-z:-]+)=", re.IGNORECASE),
    "a script address": re.compile(r"javascript:|[\"']js:", re.IGNORECASE),
    "an outside file": re.compile(r"<(script|link|img|iframe|source)[^>]*[\"']\s*(https?:)?//"),
    "an inline style": re.compile(r"\sstyle=|<style", re.IGNORECASE),
}


def files(*folders):
    return sorted(
        path
        for folder in folders
        for path in Path(folder).rglob("*.py")
        if "migrations" not in path.parts
    )


def module_name(path):
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def strictly_typed():
    """The pure modules: what mypy checks."""
    for entry in map(Path, CONFIG["tool"]["mypy"]["files"]):
        yield from map(module_name, files(entry) if entry.is_dir() else [entry])


PURE = set(strictly_typed())
CODE = files(*APPS, "debtsite")
TEMPLATES = sorted(Path("templates").rglob("*.html"))


@cache
def nodes(path):
    """All of a file's syntax, read once for the rules that look at it."""
    return list(ast.walk(ast.parse(path.read_text())))


@cache
def imports(path):
    names = []
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return names


def is_pure(name):
    # NumPy is arithmetic alone: no clock, no database, no reader's language
    standard = name.partition(".")[0] in {"numpy", *sys.stdlib_module_names}
    return standard or any(f"{name}.".startswith(f"{module}.") for module in PURE)


def layer(parts):
    return next((LAYERS.index(part) for part in parts if part in LAYERS), None)


def every_path(paths):
    return for_each("path", paths)


def path_of(module):
    path = Path(module.replace(".", "/"))
    package = path / "__init__.py"
    return package if package.exists() else path.with_suffix(".py")


@for_each("module", sorted(PURE))
def test_pure_modules_import_only_the_standard_library_and_each_other(module):
    assert [name for name in imports(path_of(module)) if not is_pure(name)] == []


@for_each("module", sorted(PURE))
def test_pure_modules_never_look_at_the_clock(module):
    calls = (node for node in nodes(path_of(module)) if isinstance(node, ast.Call))
    assert [call.lineno for call in calls if ast.unparse(call.func) in CLOCKS] == []


@every_path(files(*APPS))
def test_what_is_pure_is_listed_as_pure(path):
    if path.read_text() and all(is_pure(name) for name in imports(path)):
        assert module_name(path) in PURE, "add it to [tool.mypy] files in pyproject.toml"


@every_path(files("ledger"))
def test_ledger_never_imports_negotiation(path):
    assert not [name for name in imports(path) if name.startswith("negotiation")]


@every_path(files(*APPS))
def test_no_layer_imports_the_one_above_it(path):
    here = layer(path.with_suffix("").parts)
    for name in imports(path) if here is not None else ():
        there = layer(name.split(".")) if name.split(".")[0] in APPS else None
        assert there is None or there <= here, name


@every_path([path for path in files(*APPS) if layer(path.with_suffix("").parts) == 2])
def test_views_reach_rows_only_through_for_user(path):
    for node in nodes(path):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "get_object_or_404":
            source = ast.unparse(node.args[0])
            mine = ".for_user(request.user)" in source or "request.workspace." in source
            assert mine, node.lineno
        if isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith(".objects"):
            assert node.attr == "for_user", node.lineno
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".for_user"):
            assert [ast.unparse(arg) for arg in node.args] == ["request.user"], node.lineno
        if isinstance(node, ast.Attribute):
            assert node.attr not in ("_default_manager", "_base_manager"), node.lineno


@every_path([path for path in files(*APPS) if layer(path.with_suffix("").parts) == 1])
def test_forms_take_their_choices_from_the_workspace(path):
    for node in nodes(path):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith(".objects"):
            assert node.attr in ("for_user", "none", "filter"), node.lineno


@every_path([path for path in files(*APPS) if layer(path.with_suffix("").parts) == 0])
def test_models_neither_override_save_nor_send_signals(path):
    names = {node.name for node in nodes(path) if isinstance(node, ast.FunctionDef)}
    assert "save" not in names
    assert not [name for name in imports(path) if "signals" in name]


@every_path(CODE)
def test_a_module_is_named_for_what_it_holds(path):
    assert not HOMELESS & set(path.with_suffix("").parts)


@every_path([*CODE, *files("tests")])
def test_no_file_outgrows_one_reading(path):
    assert len(path.read_text().splitlines()) <= 400


@every_path(CODE)
def test_no_function_outgrows_one_look(path):
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef):
            docstring = len((ast.get_docstring(node) or "").splitlines())
            assert node.end_lineno - node.lineno + 1 - docstring <= 25, node.name


# what opens or makes files is loaded by the press alone; who else draws, draws only what is ours
READERS = {"PIL", "docx", "pikepdf", "pillow_heif", "pydyf", "weasyprint"}
AT_THE_PRESS = {job.act.partition(":")[0] for job in JOBS.values()}
OURS_ALONE = {"negotiation.demo.papers", "ledger.management.commands.doctor"}


@every_path(CODE)
def test_only_the_press_loads_what_opens_files(path):
    name = module_name(path)
    if path.parent == Path("negotiation/letters/press") or name in AT_THE_PRESS | OURS_ALONE:
        return
    assert not [one for one in imports(path) if one.partition(".")[0] in READERS]
    assert not [one for one in imports(path) if one.rpartition(".")[0] in AT_THE_PRESS]


@for_each("module", sorted(AT_THE_PRESS))
def test_what_the_press_loads_knows_nothing_of_the_site(module):
    assert not [name for name in imports(path_of(module)) if name.partition(".")[0] == "django"]


@every_path([*CODE, *files("tests")])
def test_errors_are_caught_by_name(path):
    for node in nodes(path):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "everything"
            assert not re.search(r"\b(BaseException|Exception|everything)\b", caught), node.lineno


@every_path(TEMPLATES)
def test_templates_hold_nothing_the_content_security_policy_refuses(path):
    letter = "letters" in path.parts  # a letter is printed, not shown under the policy
    for what, pattern in INLINE.items():
        if not (letter and what == "an inline style"):
            assert not pattern.search(path.read_text()), what
