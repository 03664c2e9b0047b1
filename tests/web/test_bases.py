"""Head, foot and rail: where one is, what is left out, what a closed page hides."""

from datetime import datetime
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from thanthien.core import clock
from thanthien.web import errors
from thanthien.web.sites import Me, Site

pytestmark = pytest.mark.urls("tests.web.urls")
VAN = Site(name="Cẩm Vân", province="Tỉnh Thanh Hóa", phone="02370000115", prefix="/xa/15163", demo=True)


def page(template: str, me: Me | None = None, site: Site = VAN, **context: Any) -> str:
    request = RequestFactory().get("/")
    request.__dict__.update(site=site, me=me)
    return render_to_string(template, context, request)


def test_head_lights_up_where_one_is_and_carries_the_commune() -> None:
    html = page("web/public_base.html", area="track")
    assert '<a href="/xa/15163/track/" aria-current="page">Theo dõi</a>' in html
    assert html.count("aria-current") == 1
    assert "Ủy ban nhân dân xã Cẩm Vân" in html


def test_page_that_nobody_built_stands_in_no_map() -> None:
    html = page("web/public_base.html")
    assert "Góp ý" not in html
    assert 'href=""' not in html


@pytest.mark.urls("thanthien.conf.urls")
def test_address_typed_without_its_last_stroke_leads_to_its_page() -> None:
    def led(path: str, method: str = "get") -> tuple[int, str]:
        answer = errors.no_address(getattr(RequestFactory(), method)(path))
        return answer.status_code, answer.headers.get("Location", "")

    assert led("/can-bo") == (302, "/can-bo/")
    assert led("/minh-chung?dau=9F2C") == (302, "/minh-chung/?dau=9F2C")
    assert led("/khong-co") == (404, "")
    assert led("/can-bo", "post") == (404, "")
    assert not led("//evil.example/can-bo")[1].startswith("//")


def test_closed_page_shows_no_way_to_the_work_pages() -> None:
    assert "Cán bộ đăng nhập" in page("web/public_base.html")
    assert "Cán bộ đăng nhập" not in page("web/public_base.html", closed=True)


def test_demo_says_that_it_is_one_and_which_moment_it_rehearses() -> None:
    with clock.rehearse(datetime(2026, 11, 23, 9, 14, tzinfo=clock.VN)):
        html = page("web/public_base.html")
    assert "Bản chạy thử: người và hồ sơ đều là bịa." in html
    assert "thứ\u00a0Hai\u00a023/11/2026, 9:14" in html
    assert "Bản chạy thử" not in page("web/public_base.html", site=Site(name="Cẩm Vân"))


def test_rail_shows_areas_counts_and_who_works() -> None:
    me = Me(name="Quách Văn Trúc", position="Công chức tư pháp", areas=("today", "dossiers"), counts={"dossiers": 14})
    html = page("web/work_base.html", me, area="today")
    assert "Một cửa</a>" not in html
    assert '14<span class="sr"> việc đang mở</span>' in html
    assert '<b translate="no">Quách Văn Trúc</b>' in html
    assert '<form method="post" action="/can-bo/logout/" data-leave>' in html
    assert "/xa/15163/can-bo" not in html


def test_rail_keeps_three_words_for_the_phone_and_the_rest_behind_more() -> None:
    html = page("web/work_base.html", Me(name="A"), area="audit")
    assert html.count('<li class="more">') == 1
    assert '<li class="less"><a href="/can-bo/more/">Thêm</a></li>' in html


def test_house_without_a_home_unit_shows_its_own_name() -> None:
    html = page("web/public_base.html", site=Site())
    assert "Thân Thiện" in html
    assert "Ủy ban" not in html


def test_confirmation_names_thing_and_consequence_and_repeats_the_verb() -> None:
    html = page(
        "web/confirm.html",
        Me(name="A"),
        question="Rút hồ sơ?",
        consequence="Xã dừng làm, giấy tờ trả lại anh/chị.",
        verb="Rút hồ sơ",
        keep="Giữ hồ sơ",
        back="/",
        danger=True,
        hidden=[("once", "1")],
    )
    assert '<button class="btn danger wide-s">Rút hồ sơ</button>' in html
    assert '<input type="hidden" name="once" value="1">' in html
    assert ">Giữ hồ sơ</a>" in html
