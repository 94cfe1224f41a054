"""As much of a browser as a drill needs: a session, pages, and forms as their pages give them."""

from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from secrets import token_hex
from urllib.parse import urlencode

from tests.drills.live import HOST

FORM = "application/x-www-form-urlencoded"
LOST = (OSError, HTTPException)  # no answer: nobody knows whether it was done


class Browser:
    """One person's; keeps its connection as browsers do."""

    def __init__(self, port, session, *, patience=60):
        self.port, self.patience = port, patience
        self.csrf = token_hex(16)
        self.cookies = f"session={session}; csrf={self.csrf}"
        self.line = None

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, pairs):
        pairs = [pair for pair in pairs if pair[0] != "csrfmiddlewaretoken"]
        sent = urlencode([*pairs, ("csrfmiddlewaretoken", self.csrf)])
        return self.ask("POST", path, sent)

    def post_file(self, path, pairs, content, name="upload"):
        """The same with a PDF beside it."""
        edge = token_hex(16)
        pairs = [pair for pair in pairs if pair[0] not in ("csrfmiddlewaretoken", name)]
        parts = [
            f'Content-Disposition: form-data; name="{key}"\r\n\r\n{value}'.encode()
            for key, value in [*pairs, ("csrfmiddlewaretoken", self.csrf)]
        ]
        head = f'Content-Disposition: form-data; name="{name}"; filename="a.pdf"\r\n'
        parts.append(f"{head}Content-Type: application/pdf\r\n\r\n".encode() + content)
        sent = b"".join(b"--%s\r\n%s\r\n" % (edge.encode(), part) for part in parts)
        kind = f"multipart/form-data; boundary={edge}"
        return self.ask("POST", path, sent + f"--{edge}--\r\n".encode(), kind)

    def ask(self, method, path, sent=None, kind=FORM):
        """(status, text, where to go); raises LOST where no answer came."""
        headers = {"Cookie": self.cookies} | ({"Content-Type": kind} if sent else {})
        try:
            self.line = self.line or HTTPConnection(HOST, self.port, timeout=self.patience)
            self.line.request(method, path, sent, headers)
            answer = self.line.getresponse()
            text = answer.read().decode(errors="replace")
        except LOST:
            self.hang_up()
            raise
        return answer.status, text, answer.headers.get("Location", "")

    def hang_up(self):
        if self.line:
            self.line.close()
        self.line = None


class Fields(HTMLParser):
    """What the page's form that has this field would send as it stands."""

    def __init__(self, page, *, having):
        super().__init__()
        self.forms, self.select, self.area = [], None, None
        self.feed(page)
        found = [form for form in self.forms if having in dict(form)]
        if not found:
            raise LookupError(f"no form with {having} on this page: {page[:300]}")
        self.pairs = found[0]

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        name = known.get("name")
        if tag == "form":
            self.forms.append([])
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in known:
            self.put(self.select, known.get("value", ""))
        elif tag == "textarea":
            self.area = name
            self.put(name, "")
        elif tag == "input" and name and self.is_sent(known):
            ticked = known.get("type") in ("checkbox", "radio")
            self.put(name, known.get("value", "on" if ticked else ""))

    def is_sent(self, known):
        kind = known.get("type", "text")
        if kind in ("checkbox", "radio"):
            return "checked" in known
        return kind not in ("submit", "button", "file", "image")

    def handle_data(self, data):
        if self.area and self.forms:
            name, value = self.forms[-1].pop()
            self.put(name, (value + data).lstrip("\n"))

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None

    def put(self, name, value):
        if name and self.forms:
            self.forms[-1].append((name, value))

    def changed(self, **values):
        """The pairs, with these in place of what stood there."""
        kept = [pair for pair in self.pairs if pair[0] not in values]
        return kept + [pair for pair in values.items() if pair[1] is not None]
