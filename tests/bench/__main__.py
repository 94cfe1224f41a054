"""./run bench [NAME ...]: one line for each, as `NAME: 1.72x (goal 1.6x)`."""

import pkgutil
import sys
from importlib import import_module

from tests import bench
from tests.bench import site

OURS = ("__main__", "pages", "paper", "sides", "site")


def names():
    return sorted(module.name for module in pkgutil.iter_modules(bench.__path__))


def main(chosen):
    known = [name for name in names() if name not in OURS]
    if strange := [name for name in chosen if name not in known]:
        sys.exit(f"There is no bench {', '.join(strange)}. There are: {', '.join(known)}.")
    site.ready()
    for name in chosen or known:
        module = import_module(f"tests.bench.{name}")
        unit = getattr(module, "UNIT", "x")
        print(f"{name}: {module.measure():.2f}{unit} (goal {module.GOAL}{unit})", flush=True)


main(sys.argv[1:])
