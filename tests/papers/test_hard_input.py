"""Text that would break a careless paper: commands, very long names, many papers, many hands at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.papers import reading
from tests.papers.samples import APOLOGY, DOSSIER, LAN, RECEIPT
from thanthien.papers.parts import PaperForm, PaperLine
from thanthien.papers.schema import Receipt

COMMANDS = [
    '#import "@preview/x:1.0"', "#read(\"/etc/passwd\")", "*x* _y_ `z`", "$a^2$ <nhãn> @ref", "\\ \\n \\u{41} //",
    "= đầu mục", "- gạch + cộng / xẹt: ", "<b>x</b> &amp; <script>alert(1)</script>", "{% now %} {{ x }}", "[#x]",
]  # fmt: skip


def named(name: str) -> Receipt:
    return replace(RECEIPT, dossier=replace(DOSSIER, applicant=replace(LAN, name=name)))


@pytest.mark.parametrize("typed", COMMANDS)
def test_markup_prints_as_it_was_typed(typed: str) -> None:
    pieces = [named(typed), replace(RECEIPT, papers=(PaperLine(typed, PaperForm.COPY),))]
    pieces += [replace(RECEIPT, dossier=replace(DOSSIER, procedure=typed))]
    for paper in pieces:
        assert reading.squeezed(typed) in reading.squeezed(reading.text(paper))
    letter = replace(APOLOGY, reason=typed, return_place=typed)
    assert reading.squeezed(typed) in reading.squeezed(reading.text(letter))


def test_a_name_of_sixty_letters_with_and_without_blanks() -> None:
    spaced = ("Nguyễn Hoàng Phước Thiện Nhân Ái Tôn Nữ Thị Bạch Tuyết Lan Ơ" * 2)[:60]
    for name in (spaced, "Ặ" * 60, "Ơ"):
        assert reading.squeezed(name) in reading.squeezed(reading.text(named(name)))


def test_a_procedure_of_270_letters_and_twelve_papers() -> None:
    procedure = ("Xác nhận thông tin hộ tịch, cấp bản sao trích lục, đăng ký khai sinh, thường trú " * 4)[:270]
    papers = tuple(PaperLine(f"Giấy thứ {at} {'rất dài ' * 15}", PaperForm.CERTIFIED) for at in range(12))
    paper = replace(RECEIPT, papers=papers, dossier=replace(DOSSIER, procedure=procedure))
    pages = reading.reader(paper).pages
    text = reading.text(paper)
    assert len(pages) == 2
    assert reading.squeezed(procedure) in reading.squeezed(text)
    assert all(f"Giấy thứ {at} " in text for at in range(12))
    # NĐ 30/2020: the number stands at the head of every page but the first.
    first, second = (page.extract_text().split() for page in pages)
    assert "1" not in {first[0], first[-1]}
    assert "2" in second


def test_nothing_runs_over_the_right_margin() -> None:
    endless = "dài" * 120
    paper = replace(named(endless), papers=(PaperLine(endless, PaperForm.COPY),), return_place=endless)
    rights: list[float] = []

    def note(text: str, _cm: object, matrix: list[float], _font: object, _size: float) -> None:
        if text.strip():
            rights.append(matrix[4])

    for page in reading.reader(paper).pages:
        page.extract_text(visitor_text=note)
    assert max(rights) < (210 - 17) / 25.4 * 72


def test_threads_of_one_server_do_not_mix_their_papers() -> None:
    names = [f"Người thứ {at}" for at in range(16)]
    with ThreadPoolExecutor(4) as pool:
        texts = list(pool.map(lambda name: reading.text(named(name)), names))
    for name, text in zip(names, texts, strict=True):
        assert f"Người nộp hồ sơ: {name} Địa chỉ" in text
