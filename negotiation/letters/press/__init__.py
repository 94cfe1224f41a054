"""The press: letters are drawn here, in processes of their own that know nothing of the site.

`room` keeps the press from inside the site and hands it work; `__main__` is the press itself, which
forks a hand for each stretch of work; `engine` draws by what WeasyPrint promises, `shortcuts` by
what it does not. Nothing here but `room` is imported by the site, and nothing here imports Django:
who gets the better of a hand finds no settings, no database and no secret there.
"""
