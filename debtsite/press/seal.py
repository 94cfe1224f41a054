"""Shuts a hand in, by the kernel: whoever gets the better of it reaches no file, nobody, nothing.

Landlock leaves it the files it draws with, to read, and one folder to write in: no settings, no
database, nobody's papers. A system-call filter leaves it no socket, no program, no other process.
Both hold until it ends. Where a kernel has neither (not Linux, or an old one), what limits.py
holds it to and what it was never told remain.
"""

import ctypes
import os
import platform
import sys
import sysconfig
import tempfile
from contextlib import suppress
from pathlib import Path

from debtsite.press import calls

ROOT = Path(__file__).resolve().parent.parent.parent
PR_SET_SECCOMP, FILTER = 22, 2
# Landlock: its three calls have the same numbers everywhere, its rights are bits
RULESET, RULE, RESTRICT = 444, 445, 446
VERSION, BENEATH = 1, 1
WRITE, READ, LIST = 1 << 1, 1 << 2, 1 << 3
ALL, TRUNCATE = (1 << 13) - 1, 1 << 14
EXECUTE = 1 << 0
SPECIAL = sum(1 << bit for bit in (6, 9, 10, 11, 12))  # devices, sockets, pipes, links
# of a folder that programs are installed in; beside these may lie anything else
PARTS = ("lib", "lib64", "share", "native", "etc/fonts", "var/cache/fontconfig")
LIBRARIES = {"stdlib", "platstdlib", "purelib", "platlib"}


class Handled(ctypes.Structure):
    _fields_ = [("files", ctypes.c_uint64)]


class Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32)]


def close(*, desk=None):
    """From here on, for this process. It must have given up new privileges before."""
    if sys.platform != "linux":
        return
    kernel = ctypes.CDLL(None, use_errno=True)
    only_files_of(kernel, [*readable()], desk or tempfile.gettempdir())
    only_itself(kernel)


def readable():
    """Where code, libraries, fonts and what says where they are lie on this machine.

    Never all of a folder that holds this checkout as well: settings, keys and papers may lie there.
    """
    ours = ("debtsite", "ledger", "negotiation", "static")
    yield from (ROOT / name for name in ours)
    for place in map(Path, others()):
        yield from all_but_the_site(place)


def others():
    for prefix in {"/usr", "/usr/local", sys.prefix, sys.base_prefix}:
        yield from (Path(prefix, part) for part in PARTS)
    yield from (path for name, path in sysconfig.get_paths().items() if name in LIBRARIES)
    yield from ("/lib", "/lib64", "/nix/store", "/etc/fonts", "/etc/ld.so.cache")
    yield from ("/var/cache/fontconfig", "/dev/urandom", "/dev/null")
    for name in ("FONTCONFIG_PATH", "FONTCONFIG_FILE", "LD_LIBRARY_PATH"):
        yield from filter(None, os.environ.get(name, "").split(":"))
    home = Path(os.environ.get("HOME", "/nonexistent"))
    yield from (home / name for name in (".fonts", ".local/share/fonts", ".cache/fontconfig"))


def all_but_the_site(place):
    """The place as a whole or, where the checkout lies in it, all else that is there."""
    real = Path(os.path.realpath(place))
    if not ROOT.is_relative_to(real):
        yield place
    elif real != ROOT:
        with suppress(OSError):
            for inside in real.iterdir():
                if not inside.is_symlink():  # it leads to what is in here, or to nothing of ours
                    yield from all_but_the_site(inside)


def only_files_of(kernel, read, write):
    """Read here, write there: all else on the disk is out of reach."""
    version = kernel.syscall(RULESET, None, ctypes.c_size_t(0), VERSION)
    if version < 1:
        return
    rights = ALL | (TRUNCATE if version >= 3 else 0)
    handled = Handled(rights)
    rules = kernel.syscall(RULESET, ctypes.byref(handled), ctypes.c_size_t(8), 0)
    if rules < 0:
        return
    for place in read:
        allow(kernel, rules, place, READ | LIST)
    allow(kernel, rules, write, rights & ~EXECUTE & ~SPECIAL)
    kernel.syscall(RESTRICT, rules, 0)
    os.close(rules)


def allow(kernel, rules, place, rights):
    with suppress(OSError):  # not every machine has every place
        folder = os.open(place, os.O_PATH | os.O_CLOEXEC)
        if not os.path.isdir(place):
            rights &= READ | WRITE
        rule = Beneath(rights, folder)
        kernel.syscall(RULE, rules, BENEATH, ctypes.byref(rule), 0)
        os.close(folder)


def only_itself(kernel):
    """No socket, no program, no other process: refused as if this user might not."""
    program = calls.program(platform.machine(), os.getpid())
    if not program:
        return
    kept = ctypes.create_string_buffer(program, len(program))
    told = Program(len(program) // calls.STEP.size, ctypes.addressof(kept))
    kernel.prctl(PR_SET_SECCOMP, FILTER, ctypes.byref(told), 0, 0)


class Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_uint16), ("steps", ctypes.c_void_p)]
