"""Tables of cases that take no time: one test for all of them, which names each that fails.

`parametrize` is for tests that take some: each of its cases is collected, reported and set up by
itself, which for thousands of one-line checks takes longer than the checks.
"""

from inspect import signature

SHOWN = 20  # of the cases that fail


def for_each(names, cases):
    """Run the test for each case, as `parametrize(names, cases)` would, but in one test.

    Fixtures are made once for all cases. Tables may stand above each other.
    """
    names = names.replace(",", " ").split() if isinstance(names, str) else list(names)
    rows = [case if len(names) > 1 else (case,) for case in cases]
    assert rows, "a table without cases proves nothing"

    def table(test):
        def every(**fixtures):
            faults = []
            for row in rows:
                try:
                    test(**dict(zip(names, row, strict=True)), **fixtures)
                except AssertionError as fault:
                    faults.append(f"{', '.join(map(str, row))}: {fault}")
            told = "\n".join([f"{len(faults)} of {len(rows)} cases fail", *faults[:SHOWN]])
            assert not faults, told

        return disguised(every, test, names)

    return table


def disguised(every, test, names):
    """With the test's own name, and asking for its fixtures alone."""
    asked = signature(test)
    left = [each for name, each in asked.parameters.items() if name not in names]
    every.__signature__ = asked.replace(parameters=left)
    every.__name__, every.__doc__, every.__module__ = test.__name__, test.__doc__, test.__module__
    every.pytestmark = getattr(test, "pytestmark", [])
    return every
