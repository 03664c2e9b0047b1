"""The QR code as it comes out on paper: right modules, 25 mm, four quiet modules."""

from io import BytesIO

import segno
from PIL import Image

from tests.papers.samples import RATING_SLIP
from thanthien.papers.render import picture
from thanthien.papers.schema import to_json

PPI = 300


def test_the_printed_code_holds_the_link_in_25_mm() -> None:
    code = segno.make_qr(RATING_SLIP.url, error="m", boost_error=False)
    wanted = [[bool(cell) for cell in row] for row in code.matrix]
    page = picture(RATING_SLIP.kind, to_json(RATING_SLIP), ppi=PPI)[0]
    sheet = Image.open(BytesIO(page)).convert("L")
    left, top, size = _find(sheet)
    assert abs(size / PPI * 25.4 - 25) < 0.3
    module = size / len(wanted)
    seen = [[_dark(sheet, left, top, module, x, y) for x in range(len(wanted))] for y in range(len(wanted))]
    assert seen == wanted
    for off in range(1, 5):
        assert not any(_dark(sheet, left, top, module, x, -off) for x in range(-4, len(wanted) + 4))
        assert not any(_dark(sheet, left, top, module, -off, y) for y in range(-4, len(wanted) + 4))


def _find(sheet: Image.Image) -> tuple[int, int, int]:
    """The corner of the code: the first row with a dark run longer than any letter has."""
    finder = int(PPI * 3 / 25.4)
    for y in range(sheet.height):
        row = [_grey(sheet, (x, y)) < 128 for x in range(sheet.width)]
        for x in range(sheet.width - finder):
            if all(row[x : x + finder]):
                last = max(at for at, dark in enumerate(row) if dark)
                return x, y, last - x + 1
    raise AssertionError("no QR code on the sheet")


def _dark(sheet: Image.Image, left: int, top: int, module: float, x: int, y: int) -> bool:
    at = (int(left + (x + 0.5) * module), int(top + (y + 0.5) * module))
    return _grey(sheet, at) < 128


def _grey(sheet: Image.Image, at: tuple[int, int]) -> float:
    point = sheet.getpixel(at)
    assert isinstance(point, int | float)
    return point
