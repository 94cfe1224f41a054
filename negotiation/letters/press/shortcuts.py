"""What is kept between letters by ways WeasyPrint does not promise: styles, lines, glyphs.

Letters share most of their words and all of their styles. Each shortcut answers from a kept result
where the same was asked before, and asks WeasyPrint itself where not; the page is the same to the
pixel. Only with the very version they were written for, only while `taken`, and only after `fit`
saw that all parts are where they belong; else letters are drawn the plain way, half as fast.
"""

import copy
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import cssselect2
import pydyf
import weasyprint
from weasyprint import document
from weasyprint.css import StyleFor
from weasyprint.draw import text as drawn_text
from weasyprint.layout import inline, page, preferred
from weasyprint.pdf import stream as pdf_stream
from weasyprint.text import line_break
from weasyprint.text.fonts import get_pango_font_key

VERSIONS = {"weasyprint": "70.0", "pydyf": "0.13.0"}
MOST = 3000  # lines kept: a few MiB, some hundred letters of different words
LONGEST = 2000  # characters: a text longer than this is not worth keeping
COUNTERS = ("counter_reset", "counter_set", "counter_increment", "overflow")
# everything about a style that moves a line's glyphs or breaks
LOOKS = (
    "direction", "font_family", "font_size", "font_style", "font_stretch", "font_weight",
    "font_kerning", "font_language_override", "font_variant_ligatures", "font_variant_position",
    "font_variant_caps", "font_variant_numeric", "font_variant_alternates",
    "font_variant_east_asian", "font_feature_settings", "font_variation_settings", "hyphens",
    "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone", "lang",
    "letter_spacing", "overflow_wrap", "tab_size", "text_decoration_line", "white_space",
    "word_break", "word_spacing",
)  # fmt: skip


class Shelf(dict[Any, Any]):
    """Keeps so many results and no more: a full shelf is emptied."""

    def keep(self, key, value):
        if len(self) >= MOST:
            self.clear()
        self[key] = value
        return value


class Kept:
    """What letters in one set of fonts share."""

    def __init__(self, fonts):
        self.fonts = fonts
        self.styles = Shelf()
        self.pages = Shelf()
        self.lines = Shelf()
        self.glyphs = Shelf()
        self.faces = {}
        self.sizes = {"box": None, "area": None}


def fit():
    """Whether these are the versions the shortcuts were written for."""
    return {"weasyprint": weasyprint.VERSION, "pydyf": pydyf.VERSION} == VERSIONS


def wrapped(tree):
    """The tree as style rules are matched against it."""
    return cssselect2.ElementWrapper.from_html_root(tree, content_language=None)


NUMBERS: dict[Any, int] = {}  # of the looks there are: as many as letter.css knows


# ---- styles: computed once for each way that rules meet an element -------------------------------


class KeptStyles(StyleFor):
    """Computed styles, shared with the elements of earlier letters that the same rules reach."""

    def __init__(self, html, sheets, hints, font_config, target_collector, kept):
        self._cascaded_styles, self._computed_styles = {}, {}
        self.initial_page_sizes = kept.sizes
        self._sheets, self.font_config, self.kept = sheets, font_config, kept
        self.base_url, self.root = html.base_url, html.etree_element
        for wrapper in html.wrapper_element.iter_subtree():
            self._settle(wrapper)

    def _settle(self, wrapper):
        element = wrapper.etree_element
        parent = wrapper.parent.etree_element if wrapper.parent else None
        above = self._computed_styles[parent, None] if wrapper.parent else None
        reached, key = [], [id(above), element.get("lang")]
        for sheet, origin, _ in self._sheets:
            for specificity, _order, pseudo, (declarations, _layer) in sheet.matcher.match(wrapper):
                reached.append((origin, specificity, pseudo, declarations))
                key.append(id(declarations))
        key = tuple(key)
        styles = self.kept.styles.get(key)
        if styles is None:
            styles = self.kept.styles.keep(key, self._computed(element, parent, above, reached))
        for pseudo, style in styles:
            self._computed_styles[element, pseudo] = style

    def _computed(self, element, parent, above, reached):
        """The element's style and those of its pseudo-elements, worked out by WeasyPrint."""
        cascaded = self._cascaded_styles
        if lang := element.get("lang"):
            cascaded[element, None] = {"lang": (("string", lang), (3, float("inf"), (0, 0, 0)))}
        for origin, specificity, pseudo, declarations in reached:
            style = cascaded.setdefault((element, pseudo), {})
            _cascade(style, declarations, origin, specificity)
        pseudos = [None, *(pseudo for _, pseudo in cascaded if pseudo)]
        for pseudo in pseudos:
            self.set_computed_styles(
                element, parent if pseudo is None else element, self.root, pseudo, self.base_url
            )
        cascaded.clear()
        return [(pseudo, self._computed_styles[element, pseudo]) for pseudo in pseudos]

    def page_styles(self, page_type):
        """The styles of a sheet of paper and its running heads, ready to be counted anew."""
        matched = tuple(
            id(rule)
            for sheet, _, _ in self._sheets
            for rule, selectors, _ in sheet.page_rules
            for _, _, selector in selectors
            if self._page_type_match(selector, page_type)
        )
        key = (id(self._computed_styles[self.root, None]), matched)
        styles = self.kept.pages.get(key)
        if styles is None:
            styles = self.kept.pages.keep(key, self._page_computed(page_type))
        for pseudo, style in styles:
            for name in COUNTERS:
                style.pop(name, None)
            self._computed_styles[page_type, pseudo] = style

    def _page_computed(self, page_type):
        html = SimpleNamespace(etree_element=self.root, base_url=self.base_url)
        plain_page_styles(page_type, html, self)
        self._cascaded_styles.clear()
        return [(of[1], style) for of, style in self._computed_styles.items() if of[0] == page_type]


def _cascade(style, declarations, origin, specificity):
    for name, values, importance in declarations:
        weight = (PRECEDENCE[origin, importance], float("inf"), specificity)
        if name not in style or style[name][1] <= weight:
            style[name] = values, weight


PRECEDENCE = {
    (origin, importance): weasyprint.css.declaration_precedence(origin, importance)
    for origin in ("user agent", "author", "user")
    for importance in (False, True)
}
plain_page_styles = page.set_page_type_computed_styles


def _page_styles(page_type, _html, style_for):
    style_for.page_styles(page_type)


# ---- lines: where a text breaks, and how wide it comes out ---------------------------------------

plain_split = line_break.split_first_line
plain_setup = line_break.Layout.setup


def _looks(style):
    """A number that is the same for styles that set the same line."""
    try:
        return style.looks
    except AttributeError:
        values = tuple(_frozen(style[name]) for name in LOOKS)
        style.looks = NUMBERS.setdefault(values, len(NUMBERS))
        return style.looks


def _frozen(value):
    return tuple(value) if isinstance(value, list) else value


def _splitter(kept):
    def split(text, style, context, width, spacing, is_line_start=True, minimum=False):
        if len(text) > LONGEST:
            return plain_split(text, style, context, width, spacing, is_line_start, minimum)
        key = (text, _looks(style), width, spacing, is_line_start, minimum)
        found = kept.lines.get(key)
        if found is None:
            found = plain_split(text, style, context, width, spacing, is_line_start, minimum)
            kept.lines.keep(key, (copy.copy(found[0]), *found[1:]))
            return found
        return (copy.copy(found[0]), *found[1:])

    return split


# ---- glyphs: the operators that paint a line -----------------------------------------------------


class Recorder:
    """Stands in for the page's stream while a line is painted for the first time."""

    def __init__(self, stream, kept):
        self.ink_rect, self.logical_rect = stream.ink_rect, stream.logical_rect
        self.kept, self.acts, self.fonts = kept, [], {}

    def add_font(self, pango_font):
        key, description, size = get_pango_font_key(pango_font)
        if key not in self.kept.faces:
            self.kept.faces[key] = pdf_stream.Font(pango_font, description, size)
        if key not in self.fonts:
            self.fonts[key] = _fresh(self.kept.faces[key])
        return self.fonts[key], size

    def set_text_matrix(self, *values):
        pass

    def set_font_size(self, font, size):
        self.acts.append(("set_font_size", (font, size)))

    def set_text_rise(self, rise):
        self.acts.append(("set_text_rise", (rise,)))

    def show_text(self, text):
        self.acts.append(("show_text", (text,)))


def _fresh(face):
    """The same face, with no glyph used yet."""
    font = copy.copy(face)
    font.widths, font.to_unicode, font.missing = {}, {}, {}
    return font


def _painter(kept):
    def paint(stream, box, overflow, ellipsis, matrix):
        layout = box.pango_layout
        if overflow == "ellipsis" or ellipsis != "none" or len(layout.text) > LONGEST:
            return _plainly(stream, box, overflow, ellipsis, matrix)
        key = (layout.text, box.text.strip() == "", _looks(box.style), layout.justification_spacing)
        found = kept.glyphs.get(key)
        if found is None:
            recorder = Recorder(stream, kept)
            plain_setup(layout, box.style)
            layout.set_text(layout.text, justify=True)
            emojis = plain_paint(recorder, box, overflow, ellipsis, matrix)
            layout.deactivate()
            if emojis or any(font.missing for font in recorder.fonts.values()):
                return _plainly(stream, box, overflow, ellipsis, matrix)
            found = kept.glyphs.keep(key, (recorder.fonts, recorder.acts))
        _replay(stream, kept, matrix, *found)
        return []

    return paint


def _plainly(stream, box, overflow, ellipsis, matrix):
    plain_setup(box.pango_layout, box.style)
    box.pango_layout.set_text(box.pango_layout.text, justify=True)
    return plain_paint(stream, box, overflow, ellipsis, matrix)


def _replay(stream, kept, matrix, fonts, acts):
    if not acts:
        return
    for key, recorded in fonts.items():
        font = stream._fonts.get(key)
        if font is None:
            font = stream._fonts[key] = _fresh(kept.faces[key])
        for glyph, letters in recorded.to_unicode.items():
            font.to_unicode.setdefault(glyph, letters)
        for glyph, width in recorded.widths.items():
            font.widths.setdefault(glyph, width)
    stream.set_text_matrix(*matrix.values)
    for name, values in acts:
        getattr(stream, name)(*values)


plain_paint = drawn_text.draw_first_line


# ---- while a letter is drawn ---------------------------------------------------------------------


def _getter(kept):
    def styles(html, user_stylesheets, hints, fonts, counters, colors, rules, layers, targets, _):
        for style in html._ua_counter_style():
            counters.update(style)
        sheets = [(sheet, "user agent", None) for sheet in html._ua_stylesheets()]
        sheets += [(sheet, "user", None) for sheet in user_stylesheets]
        return KeptStyles(html, sheets, hints, fonts, targets, kept)

    return styles


def _awake(layout, style):
    layout.style = style


def _asleep(layout):
    layout.__dict__.pop("layout", None)
    layout.__dict__.pop("language", None)
    layout.__dict__.pop("style", None)


@contextmanager
def taken(kept):
    """Draw with all shortcuts, in this thread alone."""
    split = _splitter(kept)
    changes = [
        (document, "get_all_computed_styles", _getter(kept)),
        (page, "set_page_type_computed_styles", _page_styles),
        (inline, "split_first_line", split),
        (preferred, "split_first_line", split),
        (drawn_text, "draw_first_line", _painter(kept)),
        (line_break.Layout, "reactivate", _awake),
        (line_break.Layout, "deactivate", _asleep),
    ]
    before = [(owner, name, getattr(owner, name)) for owner, name, _ in changes]
    for owner, name, new in changes:
        setattr(owner, name, new)
    try:
        yield
    finally:
        for owner, name, old in before:
            setattr(owner, name, old)
