"""What ./run serves: the site, in a process of its own group."""

import os

from debtsite.wsgi import application

__all__ = ["application"]

# Ctrl-C in a terminal goes to a whole group. The server tells its worker to stop as well, and a
# worker told twice at the same moment hangs until it is killed.
os.setpgid(0, 0)
