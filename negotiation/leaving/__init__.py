"""Taking everything along (export.py) and being forgotten (erase.py); both are the worker's."""
