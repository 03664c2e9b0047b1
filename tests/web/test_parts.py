"""Every part: what it draws, what it escapes, what a screen reader hears, what a page weighs."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest
from django.template import engines
from django.test import Client, RequestFactory

import thanthien.web
from thanthien.web import forms, icons, sites
from thanthien.web.context import site as page_context

pytestmark = pytest.mark.urls("tests.web.urls")
STATIC = Path(thanthien.web.__file__).parent / "static" / "web"
EVIL = '<script>alert("x")</script>'


def request_of_a_page(**headers: str) -> HttpRequest:
    request = RequestFactory().get("/", headers=headers)
    request.__dict__["site"] = sites.Site(name="Cẩm Vân", prefix="/xa/15163")
    return request


def draw(source: str, request: HttpRequest | None = None, **context: Any) -> str:
    """Render a piece of template as a page would."""
    request = request or request_of_a_page()
    return str(engines["django"].from_string(source).render({**page_context(request), **context}, request))


def packed(*names: str) -> int:
    return sum(len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in names)


def test_icon_is_a_reference_and_its_drawing_stands_once_at_the_end() -> None:
    html = draw('{% icon "check" %}{% icon "check" %}{% page_end %}')
    assert html.count('<use href="#i-check"/>') == 2
    assert html.count('<symbol id="i-check"') == 1
    assert "i-letter" not in html


def test_icon_of_a_fragment_is_drawn_in_place() -> None:
    html = draw('{% icon "check" %}', request_of_a_page(**{"HX-Request": "true"}))
    assert "<use" not in html
    assert 'aria-hidden="true"' in html


@pytest.mark.parametrize("kind", list(icons.CLOCK_SIGNS))
def test_badge_has_sign_words_and_words_to_hear(kind: str) -> None:
    state = {"kind": kind, "short": "Còn 3 ngày", "long": "Đúng hẹn, còn 3 ngày", "spoken": "Đúng hẹn. Còn 3 ngày."}
    html = draw("{% clock state %}{% clock state long=True %}", state=state)
    assert f'class="clock {kind}"' in html
    assert f"#i-{icons.CLOCK_SIGNS[kind]}" in html
    assert '<span aria-hidden="true">Còn 3 ngày</span>' in html
    assert '<span class="sr">Đúng hẹn. Còn 3 ngày.</span>' in html
    assert "Đúng hẹn, còn 3 ngày" in html


def test_finished_dossier_has_no_badge() -> None:
    assert draw("{% clock state %}", state={"kind": "done", "short": "Xong ngày 18/11"}) == ""
    assert draw("{% clock state %}", state=None) == ""


@pytest.mark.parametrize(
    "source",
    [
        "{% clock state %}",
        "{% timeline items %}",
        "{% derivation steps %}",
        "{% receipt paper %}",
        "{% stat words 1 2 of=words %}",
        '{% include "web/parts/note.html" %}',
        '{% include "web/parts/empty.html" %}',
        "{% unconfirmed words %}",
        "{% crumbs words '/' %}",
        "{% search_box value=words placeholder=words action='/' %}",
        "{{ words|tel }}{{ words|masked }}{{ words|first_up }}",
        "{% qr_code 'x' words %}",
    ],
)
def test_words_of_people_are_escaped(source: str) -> None:
    html = draw(
        source,
        words=EVIL,
        state={"kind": "on", "short": EVIL, "spoken": EVIL},
        items=[{"kind": "done", "what": EVIL, "when": EVIL, "told": EVIL, "note": EVIL}],
        steps=[{"note": EVIL, "article": EVIL}],
        paper={"code": EVIL, "due": EVIL, "place": EVIL, "rows": [(EVIL, EVIL)]},
    )
    assert "<script>alert" not in html


def test_timeline_marks_where_one_is() -> None:
    items = [{"kind": "done", "what": "Đã nhận"}, {"kind": "now", "what": "Đang làm"}, {"kind": "next", "what": "Trả"}]
    html = draw("{% timeline items %}", items=items)
    assert '<li class="now" aria-current="step"><strong>Đang làm</strong>' in html
    assert '<li class="next"><strong>Trả</strong><span class="sr"> (chưa đến)</span>' in html


def test_receipt_strikes_the_old_date_and_names_both() -> None:
    paper = {"code": "TT-1", "url": "https://xa.example/h/1", "old_due": "18/11/2026", "due": "26/11/2026"}
    html = draw("{% receipt paper %}", paper=paper)
    assert "<dt>Hẹn cũ</dt><dd><s>18/11/2026</s></dd><dt>Hẹn mới</dt><dd>26/11/2026</dd>" in html
    assert 'role="img" aria-label="Mã QR' in html
    assert "Giấy này có thật" not in html


def test_figure_says_when_it_cannot_be_measured() -> None:
    html = draw('{% stat "Trả lời đúng hạn" lacking="6 phản ánh, cần ít nhất 10" %}')
    assert "Chưa đủ để đo" in html
    assert "6 phản ánh, cần ít nhất 10" in html
    assert "4 trên 4" in draw('{% stat "Xin lỗi" 4 4 counts=True %}')


class Small(forms.PageForm):
    name = forms.NameField(label="Họ và tên", hint="Có dấu")
    born = forms.ThreeBoxDateField(label="Ngày sinh", hint="Theo giấy chứng sinh")
    place = forms.ChoiceField(label="Ở đâu?", choices=[("a", forms.Option("Trạm y tế", "Có giấy")), ("b", "Ở nhà")])
    phone = forms.PhoneField(required=False)


def test_field_that_is_wrong_says_so_to_eyes_and_ears() -> None:
    form = Small({"name": EVIL, "born_d": "31", "born_m": "11", "born_y": "2026"})
    html = draw("{% for bound in form %}{% field bound %}{% endfor %}", form=form)
    assert "<script>alert" not in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<label for="id_born_d">Ngày</label><input id="id_born_d"' in html
    assert re.search(r'id="id_born_d"[^>]*aria-invalid="true"', html)
    assert not re.search(r'id="id_born_y"[^>]*aria-invalid="true"', html)
    assert '<legend class="lab">Ở đâu?</legend>' in html
    assert "(không bắt buộc)" in html
    assert "maxlength" not in html
    assert " required" not in html


def test_error_summary_leads_to_each_field_and_takes_the_focus() -> None:
    form = Small({"name": "H"})
    html = draw("{% title_errors form %}{% error_summary form %}", form=form)
    assert html.startswith("Có 3 chỗ cần sửa: ")
    assert 'role="alert" tabindex="-1" data-focus' in html
    assert '<a href="#id_name">Họ và tên: Tên mới có một chữ cái</a>' in html
    assert '<a href="#id_born_d">Ngày sinh: chưa điền</a>' in html
    assert '<a href="#id_place_0">Ở đâu? chưa chọn</a>' in html
    assert draw("{% title_errors form %}{% error_summary form %}", form=Small()) == ""


def test_nothing_is_chosen_in_advance() -> None:
    assert "checked" not in draw("{% field form.place %}", form=Small())
    assert 'value="b" id="id_place_1" checked' in draw("{% field form.place %}", form=Small({"place": "b"}))


def test_next_page_keeps_the_search() -> None:
    request = RequestFactory().get("/ho-so/?q=m%C6%A1&sau=1")
    assert 'href="?q=m%C6%A1&amp;sau=2"' in draw('{% next_page "2" %}', request)
    assert draw('{% next_page "" %}', request) == ""


def test_link_carries_the_commune_of_the_page_and_an_unknown_route_is_left_out() -> None:
    assert draw('{% site_url "sheet" %}') == "/xa/15163/thanh-phan/"
    assert draw('{% site_url "public:not_built_yet" %}') == ""


@pytest.mark.django_db
def test_page_of_parts_has_no_inline_code_and_one_heading(client: Client) -> None:
    html = client.get("/thanh-phan/").content.decode()
    assert not re.search(r"<[^>]+\sstyle=", html)
    assert not re.search(r"<[^>]+\son\w+=", html)
    assert not re.search(r"<script(?![^>]*src=)", html)
    assert html.count("<h1") == 1
    assert '<html lang="vi">' in html
    assert '<a class="skip" href="#noi-dung">' in html


@pytest.mark.django_db
def test_sheet_is_for_demo_only(client: Client, settings: Any) -> None:
    settings.DEMO = False
    assert client.get("/thanh-phan/").status_code == 404


def test_style_script_and_letters_are_light() -> None:
    assert packed("site.css") <= 10 * 1024  # what a citizen's page loads
    assert packed("site.css", "work.css") <= 12 * 1024  # what a work page loads
    assert packed("app.js", "htmx-2.0.11.min.js") <= 20 * 1024
    assert sum(path.stat().st_size for path in STATIC.glob("fonts/*.woff2")) <= 50 * 1024


def test_script_and_style_ask_nobody_else() -> None:
    notes = re.compile(r"^\s*//.*$|/\*.*?\*/", re.MULTILINE | re.DOTALL)
    for name in ("site.css", "work.css", "app.js"):
        assert "//" not in notes.sub("", (STATIC / name).read_text("utf-8"))
