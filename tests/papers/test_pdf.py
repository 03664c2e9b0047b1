"""The file: an archive's PDF, tagged, closed to the machine's fonts, the same bytes each time."""

import re
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader

from tests.papers import reading
from tests.papers.samples import RATING_SLIP, RECEIPT, SAMPLES
from thanthien.papers import render as rendering
from thanthien.papers.kinds import TEMPLATE_VERSION, PaperKind
from thanthien.papers.render import UnknownTemplate, render
from thanthien.papers.schema import Paper, to_json

ALL = [*SAMPLES.values(), RATING_SLIP]


def fonts(pdf: PdfReader) -> set[str]:
    found: set[str] = set()
    for page in pdf.pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            found.add(str(font.get_object()["/BaseFont"]))
    return found


@pytest.mark.parametrize("paper", ALL, ids=lambda paper: paper.kind)
def test_every_paper_is_a_tagged_archive_pdf_with_our_font_only(paper: Paper) -> None:
    pdf = reading.reader(paper)
    root: Any = pdf.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "vi"
    assert "/StructTreeRoot" in root
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfaid:part>2<", xmp)
    assert re.search(r"pdfaid:conformance>A<", xmp)
    assert fonts(pdf)
    assert all("Tinos" in name for name in fonts(pdf))
    assert pdf.metadata is not None
    assert pdf.metadata.title
    assert "#" not in pdf.metadata.title


@pytest.mark.parametrize("paper", ALL, ids=lambda paper: paper.kind)
def test_the_same_data_gives_the_same_bytes(paper: Paper) -> None:
    assert reading.made(paper) == reading.made(paper)


def test_the_date_in_the_file_is_that_of_the_paper() -> None:
    metadata = reading.reader(RECEIPT).metadata
    assert metadata is not None
    assert metadata.creation_date is not None
    assert metadata.creation_date.date() == RECEIPT.issued_on


def test_every_kind_has_its_template_and_a_sample() -> None:
    assert set(SAMPLES) == set(PaperKind) == set(TEMPLATE_VERSION)
    for kind, version in TEMPLATE_VERSION.items():
        assert (rendering.TEMPLATES / f"{kind}-{version}.typ").is_file()


@pytest.mark.parametrize(
    "change",
    [{"version": 99}, {"version": "../receipt-1"}, {"kind": "slip"}, {"version": None}],
    ids=["future", "path", "other kind", "none"],
)
def test_data_of_an_unknown_template_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(UnknownTemplate):
        render(PaperKind.RECEIPT, {**to_json(RECEIPT), **change})


def test_the_frozen_data_says_what_it_was_made_with() -> None:
    data = to_json(RECEIPT)
    assert (data["kind"], data["version"]) == ("receipt", 3)


def test_a_receipt_names_the_code_of_another_system_and_an_old_one_is_drawn_as_before() -> None:
    taken = replace(RECEIPT, official="Mã trên Cổng Dịch vụ công quốc gia: H15.50-261113-0975")
    assert "H15.50-261113-0975" in " ".join(reading.reader(taken).pages[0].extract_text().split())
    old = {name: value for name, value in to_json(taken).items() if name != "official"} | {"version": 2}
    assert render(PaperKind.RECEIPT, old).startswith(b"%PDF")


def test_a_slip_is_as_wide_as_the_roll_and_as_long_as_needed() -> None:
    short = reading.reader(replace(RATING_SLIP, sentence="Ngắn.")).pages[0].mediabox
    long = reading.reader(replace(RATING_SLIP, sentence="Dài. " * 60)).pages[0].mediabox
    assert abs(float(short.width) - 80 / 25.4 * 72) < 1
    assert long.height > short.height
