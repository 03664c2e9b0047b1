"""Opens untrusted pictures and PDF files in a process of its own, with little memory and no Django.

Run by path: ``python -I child.py check-jpeg < file``. The first line of the answer is JSON, the
cleaned copy follows it. ``-I`` matters: without it this folder would come first on the import path,
and ``inspect.py`` beside this file would stand in for Python's own ``inspect``.
"""

import io
import json
import os
import resource
import sys
from collections.abc import Iterable
from typing import Any

MEMORY = 1024 * 1024 * 1024
SECONDS = 20
ANSWER = 48 * 1024 * 1024
MOST_PIXELS = 52_000_000  # a 50-megapixel phone camera takes 8,192 × 6,144
MOST_PAGES = 200
LONG_SIDE = 2400
EOF_WITHIN = 2048
UNSAFE_ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/GoToR",
        "/GoToE",
        "/Rendition",
        "/Movie",
        "/Sound",
        "/RichMediaExecute",
    }
)
SAFE_LINKS = (b"http://", b"https://", b"mailto:", b"tel:")
UNSAFE_NOTES = frozenset({"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/FileAttachment"})
UNSAFE_KEYS = (
    "/XFA",
    "/OpenAction",
    "/EmbeddedFiles",
    "/JavaScript",
    "/JS",
    "/RichMediaContent",
    "/Collection",
)


class No(Exception):
    """The file is not taken: a code and the figures of its sentence."""

    def __init__(self, code: str, **facts: int) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


def open_image(data: bytes, kind: str) -> Any:
    """Read the header only, and refuse what would need too much memory before a pixel is decoded."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # our own limit stands below, with its own sentence
    image = Image.open(io.BytesIO(data), formats=[kind.upper()])
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise No("pixels", width=width, height=height)
    return image


def check_image(data: bytes, kind: str) -> tuple[dict[str, int], bytes]:
    """Decode the whole picture once, a JPEG at an eighth of its size: a cut-off file shows itself."""
    image = open_image(data, kind)
    width, height = image.size
    if kind == "jpeg":
        image.draft("RGB", (max(width // 8, 1), max(height // 8, 1)))
    image.load()
    return {"width": width, "height": height}, b""


def clean_image(data: bytes, kind: str) -> tuple[dict[str, int], bytes]:
    """Write the pixels anew: place, camera, comments and anything behind the picture are gone."""
    from PIL import Image, ImageOps

    image = open_image(data, kind)
    if kind == "jpeg":
        image.draft("RGB", (LONG_SIDE, LONG_SIDE))
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    clear = "A" in image.getbands() or "transparency" in image.info
    image = image.convert("RGBA" if clear else "RGB")
    image.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    if clear:
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image).convert("RGB")
    image.info.clear()  # Pillow would carry the comment of the old file over
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85, optimize=True)
    return {"width": image.width, "height": image.height}, out.getvalue()


def open_pdf(data: bytes) -> Any:
    import pikepdf

    if data.rfind(b"%%EOF") < len(data) - EOF_WITHIN:
        raise No("broken")  # cut off, or something stands behind it
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise No("locked") from error
    pages = len(pdf.pages)
    if not pages:
        raise No("broken")
    if pages > MOST_PAGES:
        raise No("pages", pages=pages)
    return pdf


def check_pdf(data: bytes) -> tuple[dict[str, int], bytes]:
    return {"pages": len(open_pdf(data).pages)}, b""


def clean_pdf(data: bytes) -> tuple[dict[str, int], bytes]:
    """Write the file anew without what runs, opens, sends or hides; earlier versions inside it go too.

    Every object is walked, not only the places where such things usually stand.
    """
    import pikepdf

    pdf = open_pdf(data)
    drop(pdf.Root, ("/AA", "/AF", "/URI"))
    for thing in pdf.objects:
        waiting = [thing]
        while waiting:
            waiting += disarm(waiting.pop())
    out = io.BytesIO()
    pdf.save(out, encryption=False, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return {"pages": len(pdf.pages)}, out.getvalue()


def disarm(thing: Any) -> list[Any]:
    """Take the unsafe entries out of one object; return the objects written inside it."""
    import pikepdf

    if isinstance(thing, pikepdf.Array):
        return inside(thing)
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return []
    if runs(thing):
        drop(thing, set(thing.keys()) - {"/Length", "/Filter"})
        return []
    drop(thing, UNSAFE_KEYS)
    # "AA" and "EF" can also be the names of fonts and pictures of a page: those have a type.
    for key in ("/AA", "/EF"):
        value = thing.get(key)
        if isinstance(value, pikepdf.Dictionary) and "/Type" not in value and "/Subtype" not in value:
            del thing[key]
    if isinstance(thing, pikepdf.Stream) and thing.get("/Type") == "/EmbeddedFile":
        thing.write(b"")
    notes = thing.get("/Annots")
    if isinstance(notes, pikepdf.Array):
        thing["/Annots"] = pikepdf.Array([note for note in notes if not is_unsafe_note(note)])
    return inside(thing.values())


def drop(thing: Any, keys: Iterable[str]) -> None:
    for key in keys:
        if key in thing:
            del thing[key]


def inside(things: Iterable[Any]) -> list[Any]:
    """Return the objects that stand here in full; those with a number of their own come by themselves."""
    import pikepdf

    return [thing for thing in things if isinstance(thing, pikepdf.Object) and not thing.is_indirect]


def runs(thing: Any) -> bool:
    """Say whether a dictionary is an action that does more than turn to a page or a web address."""
    import pikepdf

    if thing.get("/Type") == "/StructElem":
        return False
    what = str(thing.get("/S", ""))
    if what == "/URI":
        address = thing.get("/URI")
        return not (isinstance(address, pikepdf.String) and bytes(address).strip().lower().startswith(SAFE_LINKS))
    return what in UNSAFE_ACTIONS


def is_unsafe_note(note: Any) -> bool:
    import pikepdf

    return not isinstance(note, pikepdf.Dictionary) or str(note.get("/Subtype", "")) in UNSAFE_NOTES


def answer(task: str, data: bytes) -> tuple[dict[str, Any], bytes]:
    """Do the task. What a parser raises about a broken file ends the child with code 1: the caller knows."""
    verb, _, kind = task.partition("-")
    try:
        if kind == "pdf":
            facts, body = check_pdf(data) if verb == "check" else clean_pdf(data)
        else:
            facts, body = check_image(data, kind) if verb == "check" else clean_image(data, kind)
    except No as no:
        return {"code": no.code, "facts": no.facts}, b""
    except MemoryError:
        return {"code": "heavy", "facts": {}}, b""
    return {"code": "", "facts": facts}, body


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (ANSWER, ANSWER))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with os.fdopen(0, "rb") as stream:
        data = stream.read()
    head, body = answer(sys.argv[1], data)
    with os.fdopen(1, "wb") as out:
        out.write(json.dumps(head).encode() + b"\n" + body)


if __name__ == "__main__":
    main()
