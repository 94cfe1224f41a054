"""Opens PDFs of others and binds PDFs together, at the press: see binding.py.

Each order is done by a process of its own that sees nothing of the disk but the folder of the
order, and may use so much memory, time and disk and no more.
"""

import hashlib
import zlib
from functools import wraps
from pathlib import Path

import pikepdf
from PIL import Image

from debtsite.press.wire import Refused
from negotiation.printing.faces import share_faces
from negotiation.printing.sharing import share_fonts, share_painting

PAPERS = {"letter": (612, 792), "a4": (595, 842)}
MARGIN = 36  # half an inch round a picture; points
MOST_PAGES = 200  # of one enclosed paper
MOST_PIXELS = 60_000_000
# what a page may carry besides what is seen on it, and what leads nowhere once pages are joined
UNSEEN = ("/AA", "/Annots", "/B", "/Metadata", "/PieceInfo", "/StructParents", "/Tabs", "/Thumb")


def order(act):
    """An order is told in words and files; what is broken is refused by name."""

    @wraps(act)
    def done(words, _content):
        try:
            return act(words), b""
        except (pikepdf.PdfError, OSError, ValueError) as error:
            raise Refused("broken") from error

    return done


# ---- one paper of a debt, made fit to print ------------------------------------------------


@order
def clean(words):
    """A PDF or picture as plain pages of our paper: no scripts, no forms, nothing hidden."""
    made = pikepdf.new()
    size = PAPERS[words["paper"]]
    if words["kind"] == "application/pdf":
        add_pdf(made, words["source"], size)
    else:
        add_picture(made, words["source"], size)
    made.save(words["made"], deterministic_id=True)
    return {"pages": len(made.pages)}


def add_pdf(made, source, size):
    try:
        with pikepdf.open(source) as paper:
            if not 0 < len(paper.pages) <= MOST_PAGES:
                raise Refused("pages")
            paper.generate_appearance_streams()
            paper.flatten_annotations("print")
            for page in paper.pages:
                add_page(made, page, size)
    except pikepdf.PasswordError as error:
        raise Refused("password") from error


def add_page(made, page, size):
    """The page as a picture of itself, turned as it is read and as large as it fits."""
    left, bottom, right, top = map(float, page.trimbox)
    turned = int(page.obj.get("/Rotate", 0)) % 180 == 90
    wide = (abs(right - left) > abs(top - bottom)) != turned
    width, height = reversed(size) if wide else size
    sheet = made.add_blank_page(page_size=(width, height))
    sheet.add_overlay(page, pikepdf.Rectangle(0, 0, width, height))


def add_picture(made, source, size):
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(source, formats=["PNG", "JPEG"]) as opened:
        opened.load()
        picture = on_white(opened)
    across, down = picture.size
    width, height = reversed(size) if across > down else size
    scale = min((width - 2 * MARGIN) / across, (height - 2 * MARGIN) / down, 1)
    sheet = made.add_blank_page(page_size=(width, height))
    sheet.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Picture=drawn(made, picture)))
    left, bottom = (width - across * scale) / 2, (height - down * scale) / 2
    place = (
        f"q {across * scale:.3f} 0 0 {down * scale:.3f} {left:.3f} {bottom:.3f} cm /Picture Do Q"
    )
    sheet.Contents = made.make_stream(place.encode())


def on_white(picture):
    if picture.mode == "L":
        return picture
    if picture.mode not in ("RGBA", "LA", "PA", "P"):
        return picture.convert("RGB")
    paper = Image.new("RGB", picture.size, "white")
    clear = picture.convert("RGBA")
    paper.paste(clear, mask=clear.getchannel("A"))
    return paper


def drawn(made, picture):
    stream = made.make_stream(zlib.compress(picture.tobytes(), 6))
    stream.stream_dict.update(
        {
            "/Type": pikepdf.Name.XObject,
            "/Subtype": pikepdf.Name.Image,
            "/Width": picture.width,
            "/Height": picture.height,
            "/BitsPerComponent": 8,
            "/ColorSpace": pikepdf.Name("/DeviceGray" if picture.mode == "L" else "/DeviceRGB"),
            "/Filter": pikepdf.Name.FlateDecode,
        }
    )
    return stream


# ---- all papers of all letters, one after the other ------------------------------------------


@order
def join(words):
    """One file for the printer: {"letters": [{"title": …, "sources": […]}], …}."""
    made = pikepdf.new()
    counts, starts = [], []
    for letter in words["letters"]:
        starts.append(len(made.pages))
        for source in letter["sources"]:
            add_all(made, source)
            if words["both_sides"] and (len(made.pages) - starts[0]) % 2:
                blank = made.pages[-1].mediabox
                made.add_blank_page(page_size=(float(blank[2]), float(blank[3])))
        counts.append(len(made.pages) - starts[-1])
    share_fonts(dictionaries(made))
    pages = painted_at_once(made)
    share_faces(pages, made.make_stream)
    share_painting(pages, made.make_stream)
    describe(made, words, starts)
    packed = pikepdf.ObjectStreamMode.generate
    made.save(words["made"], deterministic_id=True, object_stream_mode=packed)
    return {"pages": counts}


def add_all(made, source):
    with pikepdf.open(source) as paper:
        for page in paper.pages:
            for name in UNSEEN:
                if name in page.obj:
                    del page.obj[name]
        made.pages.extend(paper.pages)


def dictionaries(made):
    return (thing for thing in made.objects if isinstance(thing, pikepdf.Dictionary))


def painted_at_once(made):
    """The pages that one stream paints, as those of letters and of cleaned papers are."""
    pages = (page.obj for page in made.pages)
    return [page for page in pages if isinstance(page.get("/Contents"), pikepdf.Stream)]


def describe(made, words, starts):
    """A title, the language, a bookmark for each letter; printed as large as it is."""
    made.Root.Lang = pikepdf.String(words["language"])
    made.Root.ViewerPreferences = pikepdf.Dictionary(
        DisplayDocTitle=True,
        PrintScaling=pikepdf.Name("/None"),  # or addresses miss the windows of their envelopes
        Duplex=pikepdf.Name("/DuplexFlipLongEdge" if words["both_sides"] else "/Simplex"),
    )
    made.docinfo["/Title"] = pikepdf.String(words["title"])
    with made.open_outline() as outline:
        outline.root.extend(
            pikepdf.OutlineItem(letter["title"], start)
            for letter, start in zip(words["letters"], starts, strict=True)
        )


# ---- one tagged file: ours first, then letters as issued and papers of others ------------------


@order
def bind(words):
    """{"front": …, "parts": [{"title", "source", "tagged", "alt"}], "attached": […]} as one file.

    Ours come tagged, and their structure goes into that of the front; a page of others is a figure
    with words in its place. What was bound lies in the file once more, byte for byte.
    """
    with pikepdf.open(words["front"]) as made:
        tags = Tags(made)
        starts = []
        for part in words["parts"]:
            starts.append(len(made.pages))
            (add_tagged if part["tagged"] else add_figures)(made, part, tags)
        tags.write()
        share_fonts(dictionaries(made))
        with made.open_outline() as outline:
            outline.root.extend(
                pikepdf.OutlineItem(part["title"], start)
                for part, start in zip(words["parts"], starts, strict=True)
            )
        for each in words["attached"]:
            attach(made, each)
        made.save(words["made"], deterministic_id=True)
        return {"pages": len(made.pages), "starts": starts}


class Tags:
    """The structure of the whole file: who owns which marks on which page."""

    def __init__(self, made):
        self.made, self.root = made, made.Root.StructTreeRoot
        self.top = as_list(self.root.K)[0]
        self.owners = [*self.root.ParentTree.Nums]
        self.free = max([-1, *map(int, self.owners[::2])]) + 1

    def element(self, kind, parent, **more):
        made = self.made.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name(kind), P=parent, **more)
        )
        kids = as_list(parent.K) if "/K" in parent else []
        parent.K = pikepdf.Array([*kids, made])
        return made

    def own(self, holder, name, owner):
        """Say who owns what is marked on this page, or this annotation."""
        holder[name] = self.free
        self.owners += [self.free, owner]
        self.free += 1

    def write(self):
        self.root.ParentTree = self.made.make_indirect(
            pikepdf.Dictionary(Nums=pikepdf.Array(self.owners))
        )
        self.root.ParentTreeNextKey = self.free


def as_list(kids):
    return [*kids] if isinstance(kids, pikepdf.Array) else [kids]


def add_tagged(made, part, tags):
    section = tags.element("/Part", tags.top, T=pikepdf.String(part["title"]))
    first = len(made.pages)
    with pikepdf.open(part["source"]) as letter:
        made.pages.extend(letter.pages)
        tree = made.copy_foreign(letter.Root.StructTreeRoot)
    nums = [*tree.ParentTree.Nums]
    owners = dict(zip(map(int, nums[::2]), nums[1::2], strict=True))
    for page in made.pages[first:]:
        for name in ("/Annots", "/Tabs"):
            if name in page.obj:
                del page.obj[name]
        tags.own(page.obj, "/StructParents", owners[int(page.obj.StructParents)])
        page.obj.Tabs = pikepdf.Name.S
    for kid in as_list(tree.K):
        kid.P = section
        kid.S = pikepdf.Name.Art if kid.S == "/Document" else kid.S
    section.K = pikepdf.Array(as_list(tree.K))


def add_figures(made, part, tags):
    section = tags.element("/Part", tags.top, T=pikepdf.String(part["title"]))
    first = len(made.pages)
    with pikepdf.open(part["source"]) as paper:
        made.pages.extend(paper.pages)
    for number, page in enumerate(made.pages[first:], 1):
        page.contents_add(b"/Figure <</MCID 0>> BDC", prepend=True)
        page.contents_add(b"EMC")
        layout = pikepdf.Dictionary(
            O=pikepdf.Name.Layout, BBox=page.mediabox, Placement=pikepdf.Name.Block
        )
        alt = pikepdf.String(part["alt"].replace("{page}", str(number)))
        figure = tags.element("/Figure", section, Pg=page.obj, K=0, Alt=alt, A=layout)
        tags.own(page.obj, "/StructParents", pikepdf.Array([figure]))
        page.obj.Tabs = pikepdf.Name.S


def attach(made, each):
    made.attachments[each["name"]] = pikepdf.AttachedFileSpec(
        made,
        Path(each["source"]).read_bytes(),
        description=each["title"],
        filename=each["name"],
        mime_type=each["type"],
        relationship=pikepdf.Name.Source,
    )


@order
def weigh(words):
    """How many pages it has, and the fingerprint of everything that lies in this file."""
    with pikepdf.open(words["source"]) as paper:
        Path(words["made"]).write_bytes(b"")
        pages = len(paper.pages)
        kept = paper.attachments.items()
        return {"pages": pages, "attached": {name: fingerprint(spec) for name, spec in kept}}


def fingerprint(spec):
    return hashlib.sha256(spec.get_file().read_bytes()).hexdigest()
