"""What a web server loads: `granian --interface wsgi debtsite.wsgi:application`.

The press warms up while Django does, so that the first letter is drawn as quickly as any other.
"""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from debtsite.press.room import ROOM
from ledger.walls import roles
from negotiation.letters.pdf import await_press

os.umask(0o077)  # what the site writes is for nobody else on this machine
ROOM.start()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "debtsite.settings")
try:
    application = get_wsgi_application()
except ImproperlyConfigured as error:
    sys.exit(f"A setting is wrong. {error}")
if reason := roles.trouble_now():
    sys.exit(f"The site must not run so: {reason}. {roles.REMEDY}")
await_press()
