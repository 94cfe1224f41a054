"""What PostgreSQL is told around each request of a test: queries that SQLite does not see."""

from django.db import connection

TOLD = 4 if connection.vendor == "postgresql" else 0
