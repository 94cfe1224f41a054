"""A hand at the press: does one kind of job, sealed off, within limits that nothing can lift."""

import os

from debtsite.press import limits, seal, wire

IDLE = 60  # seconds without an order; the next one finds another hand


def serve(job, act, orders):
    """Do what is ordered until nobody orders any more."""
    limits.hold(job)
    orders.settimeout(IDLE)
    sealed = False
    while True:
        try:
            words, content = wire.take_order(orders)
        except (wire.Closed, TimeoutError):
            return
        if not sealed:
            settle(words.get("desk"))
            sealed = True
        turn = limits.Turn(job)
        kind, *answer = done(job, act, words, content)
        if turn.end() and kind == wire.DONE:
            kind = wire.LAST
        orders.sendall(wire.answer(kind, *answer))
        if kind != wire.DONE:
            return


def settle(desk):
    """Sit down at the desk, where the order has one, and see nothing else from now on."""
    if desk:
        os.chdir(desk)
    seal.close(desk=desk)


def done(job, act, words, content):
    """What was made, or why nothing was."""
    limits.stop_after(words["seconds"], for_good=job.orders == 1)
    try:
        said, made = act(words, content)
    except wire.Refused as error:
        return wire.REFUSED, str(error)
    except (limits.OutOfTime, MemoryError, RecursionError, wire.TooHeavy) as error:
        return wire.HEAVY, type(error).__name__
    finally:
        limits.stop_after(None)
    if len(made) > job.output:
        return wire.HEAVY, "TooLarge"
    return wire.DONE, said, made
