"""Tables of cases that take no time: one test for all of them, which names each that fails.

`parametrize` is for tests that take some: each of its cases is collected, reported and set up by
itself, which for thousands of one-line checks takes longer than the checks.
"""

SHOWN = 20  # of the cases that fail


def each(names, cases):
    """Run the test once for each case, as `parametrize(names, cases)` would, in one test."""
    names = names.replace(",", " ").split() if isinstance(names, str) else list(names)
    rows = [case if len(names) > 1 else (case,) for case in cases]
    assert rows, "a table without cases proves nothing"

    def table(test):
        def every():
            faults = []
            for row in rows:
                try:
                    test(**dict(zip(names, row, strict=True)))
                except AssertionError as fault:
                    faults.append(f"{called(row)}: {fault}")
            told = "\n".join([f"{len(faults)} of {len(rows)} cases fail", *faults[:SHOWN]])
            assert not faults, told

        every.__name__, every.__doc__, every.__module__ = (
            test.__name__,
            test.__doc__,
            test.__module__,
        )
        return every

    return table


def called(row):
    return ", ".join(map(str, row))
