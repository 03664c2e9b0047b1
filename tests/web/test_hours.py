"""Hours as people type them, at one door."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError

from thanthien.web.forms import HourField, PageForm


class Form(PageForm):
    """One hour, and one that may be left empty."""

    hour = HourField(label="Giờ")
    more = HourField(label="Đến", required=False)


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("8", time(8)),
        ("8 giờ", time(8)),
        ("8h", time(8)),
        ("8 giờ 30", time(8, 30)),
        ("8 giờ 30 phút", time(8, 30)),
        ("8:30", time(8, 30)),
        ("8.30", time(8, 30)),
        ("13H30", time(13, 30)),
        ("0930", time(9, 30)),
        (" 7g05 ", time(7, 5)),
        ("0:00", time(0)),
        ("23:59", time(23, 59)),
    ],
)
def test_an_hour_is_read(typed: str, hour: time) -> None:
    assert HourField(label="Giờ").clean(typed) == hour


@pytest.mark.parametrize("typed", ["24:00", "8:60", "8:5", "tám giờ", "-1", "8:30:00", "\x008x", "99", "8:30 30"])
def test_what_is_no_hour_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError) as no:
        HourField(label="Giờ").clean(typed)
    assert [one.code for one in no.value.error_list] == ["hour"]


def test_empty_is_none_where_it_may_be_and_asked_for_where_not() -> None:
    form = Form({"hour": "", "more": ""})
    assert not form.is_valid()
    assert form.cleaned_data == {"more": None}
    assert list(form.errors) == ["hour"]


def test_an_hour_stands_in_the_box_as_it_is_typed() -> None:
    assert 'value="8:05"' in str(Form(initial={"hour": time(8, 5)})["hour"])
    assert 'value="tám"' in str(Form({"hour": "tám"})["hour"])
