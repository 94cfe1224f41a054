"""A restore that was stopped half way: what is there may lack rows, links and walls."""

from debtsite.backup.postgres import was_cut_off

REMEDY = "Stop the site and run that restore again, with --over; until then nothing is whole here."
REFUSAL = f"A restore was stopped half way. {REMEDY}"


def is_restored_by_half(connection):
    if connection.vendor == "sqlite":  # it undoes by itself what was stopped
        return False
    with connection.cursor() as cursor:
        return was_cut_off(cursor)
