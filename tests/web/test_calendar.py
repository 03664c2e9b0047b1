"""The explained date: counted with a finger on a screen, with ears, on paper."""

from datetime import date, timedelta

from django.template import engines

from thanthien.web import calendar
from thanthien.web.calendar import Gap, Mark

START = date(2026, 11, 11)


def counted(days: int) -> list[Mark]:
    marks, day, count = [Mark(START, "start")], START, 0
    while count < days:
        day += timedelta(days=1)
        if day.weekday() > 4:
            marks.append(Mark(day, "off"))
            continue
        count += 1
        marks.append(Mark(day, "end" if count == days else "cnt", count))
    return marks


def test_weeks_begin_on_monday_and_are_whole() -> None:
    rows = calendar.weeks(counted(5))
    assert [len(row) for row in rows if isinstance(row, list)] == [7, 7]
    first = rows[0]
    assert isinstance(first, list)
    assert [cell.day.weekday() for cell in first] == list(range(7))
    assert [cell.css for cell in first] == ["none", "none", "start", "cnt", "cnt", "off", "off"]


def test_over_five_weeks_the_middle_is_told_not_drawn() -> None:
    rows = calendar.weeks(counted(30))
    assert len(rows) == 5
    gap = rows[2]
    assert isinstance(gap, Gap)
    assert (gap.weeks, gap.first, gap.last) == (3, 8, 22)
    assert "… 3 tuần, ngày thứ 8 đến 22 …" in calendar.html(counted(30))


def test_counted_day_is_said_to_a_screen_reader() -> None:
    html = calendar.html(counted(5), date(2026, 11, 13))
    assert '<td class="cnt">12<small><span class="sr">ngày thứ </span>1</small></td>' in html
    assert '<td class="cnt today">13' in html
    assert '<abbr title="Chủ nhật">CN</abbr>' in html
    assert "<caption" in html
    assert "từ 11/11 đến 18/11/2026" in html


def test_due_date_is_called_old_beside_a_new_one() -> None:
    assert "5, hẹn trả" in calendar.html(counted(5)).replace("</span>", "")
    both = [*counted(5), Mark(date(2026, 11, 26), "new")]
    html = calendar.html(both)
    assert "5, hẹn cũ" in html.replace("</span>", "")
    assert '<td class="new">26<small>hẹn mới</small></td>' in html


def test_month_is_named_where_it_changes() -> None:
    html = calendar.html([Mark(date(2026, 11, 30), "start"), Mark(date(2026, 12, 1), "end", 1)])
    assert "<td" in html
    assert ">1/12<" in html


def test_words_of_a_local_day_off_are_escaped() -> None:
    html = calendar.html([Mark(START, "off", 0, "<script>")])
    assert "<script>" not in html


def test_nothing_to_explain_draws_no_weeks() -> None:
    assert calendar.weeks([]) == []
    assert calendar.caption([]) == ""


def test_marks_of_the_rules_are_read_from_objects_and_from_stored_json() -> None:
    page = engines["django"].from_string("{% date_calendar marks today 'năm ngày' %}")
    stored = [{"date": "2026-11-12", "role": "counted", "number": 1, "word": "", "reason": ""}]
    html = page.render({"marks": stored, "today": None})
    assert '<td class="cnt">12<small><span class="sr">ngày thứ </span>1</small></td>' in html
    assert '<p class="only-print">năm ngày</p>' in html
