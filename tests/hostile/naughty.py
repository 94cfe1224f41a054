"""Strings that break programs: a short choice of our own, each by what it tries."""

ALERT = "alert(document.domain)"
XSS = {
    "script": f"<script>{ALERT}</script>",
    "image": f"<img src=x onerror={ALERT}>",
    "out of a value": f'"><svg onload={ALERT}>',
    "out of quotes": f"' onmouseover={ALERT} autofocus onfocus={ALERT} x='",
    "out of a text": f"</textarea></title></style></script><script>{ALERT}</script>",
    "address": f"javascript:{ALERT}",
    "htmx": f'<b hx-get="/" hx-trigger="load" hx-on:click="{ALERT}">x</b>',
    "frame": f'<iframe srcdoc="<script>{ALERT}</script>"></iframe>',
}
TEMPLATES = {
    "variable": "{{ 7000|add:123 }}{{ request.user.password }}",
    "tag": "{% debug %}{% load static %}{% endblock %}",
    "format": "{0.__class__} {name} {day!r:>99} {",
    "percent": "%(name)s %s %d %n %",
    "dollar": "${7*7} $name #{7*7}",
    "backslash": r"\g<0> \1 \N{DIGIT ONE} \u0041",
}
DATABASES = {
    "quote": "'; DROP TABLE ledger_debt; --",
    "or": "' OR '1'='1",
    "like": "%_%\\",
    "json": '{"$ne": null}, [1, {"a": "b"',
}
FILES = {
    "formula": '=HYPERLINK("http://evil.example","x")',
    "command": "+cmd|'/C calc'!A0",
    "at": "@SUM(1+1)*cmd",
    "tab first": "\t=1+1",
    "header": "a\r\nSet-Cookie: x=1\r\n\r\nBcc: a@b.example",
    "calendar": "x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nATTACH:file:///etc/passwd",
    "path": "../../etc/passwd\\..\\a/b:c*?",
    "device": "CON.pdf .",
}
SIGNS = {
    "nul": "a\x00b",
    "controls": "a\x01\x08\x0b\x1b[31m\x7f\x85b",
    "lone surrogate": "a\ud800b\udfff",
    "not a character": "a\ufffe\uffffb",
    "turned round": "\u202eevil\u202c \u2066x\u2069 txt.exe",
    "nothing to see": "\u200b\u200d\ufeff\u2060\u00ad",
    "accents in a heap": "Z" + "\u0301\u0327\u033f\u0489" * 12,
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏿 🇺🇸",
    "four bytes": "𝔄𝕭𠜎𠜱",
    "scripts": "العربية עברית 日本語 ไทย ﷽",
    "grows": "ß ﬃ İ ŉ",
    "long word": "W" * 300,
    "full width": "１２３，４５",
    "number": "1e309 NaN -0 0x1F 1_000 Infinity",
}
ALL = XSS | TEMPLATES | DATABASES | FILES | SIGNS
