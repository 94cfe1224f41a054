"""Backups of the whole site, and the way back: `manage.py backup` and `manage.py restore`.

take.py makes one, put_back.py restores one; sqlite.py and postgres.py know the two databases;
files.py copies documents, keys.py keeps keys apart; manifest.py is the list of all that a backup
holds, written last, so that half a backup is never mistaken for a whole one.
"""


class BackupFailed(Exception):
    """A backup or restore that cannot be; its text says to the operator why, and what to do."""
