"""What a web server loads: `granian --interface wsgi debtsite.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "debtsite.settings")
application = get_wsgi_application()
