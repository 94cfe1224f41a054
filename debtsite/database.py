"""Whether the database can be reached, and what to do where it cannot."""

from django.db import DatabaseError, connection


def trouble():
    """Why it cannot be reached, in one line without the password; nothing where it can."""
    try:
        connect()
    except DatabaseError as error:
        return str(error).strip().partition("\n")[0] or type(error).__name__
    return ""


def connect():
    """A try of its own: the pool would go on trying behind our back."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        return
    with connection.wrap_database_errors:
        connection.Database.connect(**connection.get_connection_params()).close()


def remedy():
    if connection.vendor == "sqlite":
        file = connection.settings_dict["NAME"]
        return f"Check DATABASE_URL and DATA_DIR: this user must be able to write to {file}."
    return (
        "Start the database, or correct DATABASE_URL. A role that is missing is made by "
        "./run migrate, or by what ./run roles prints."
    )


def refusal(reason):
    """What a command says that cannot go on."""
    return f"The database cannot be reached: {reason}. {remedy()}"
