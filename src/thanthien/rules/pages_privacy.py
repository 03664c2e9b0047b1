"""The page of the manual on people's data: moves, clocks and retention, made from the law's data (see rules.pages)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from thanthien.rules import data_request, destruction
from thanthien.rules.machine import STAY, Machine
from thanthien.rules.retention import classes
from thanthien.rules.rulebook import book
from thanthien.rules.words import first_up

SHOWN_ON: Final = date(2026, 11, 22)  # a generated page says one day's rules, the same whenever it is written
ROLES: Final = {
    "clerk": "cán bộ Một cửa", "records_clerk": "văn thư", "chair": "Chủ tịch", "citizen": "người dân",
}  # fmt: skip
CLOCKS: Final = ("data.reply", "data.withdraw", "data.act", "data.extension")
UNITS: Final = {"working_days": "ngày làm việc", "calendar_days": "ngày"}


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    names = list(head)
    lines = [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
    return lines + [f"| {' | '.join(cells)} |" for cells in rows]


def _moves(table: Machine[Any]) -> list[str]:
    rows = (
        (
            move.label,
            ", ".join(table.states[source].label for source in move.sources),
            "giữ nguyên" if move.to == STAY else table.states[move.to].label,
            ", ".join(ROLES[role] for role in sorted(move.by)),
        )
        for move in table.moves.values()
    )
    return _table(("Việc", "Từ bước", "Sang bước", "Ai làm"), rows)


def _clocks() -> list[str]:
    entries = [book().at(subject, SHOWN_ON) for subject in CLOCKS]
    rows = (
        (one.id, one.title, f"{one.number} {UNITS[one.unit]}", "chờ xác nhận" if one.assumed else one.law)
        for one in entries
    )
    return _table(("Số", "Việc", "Hạn", "Căn cứ"), rows)


def _kept() -> list[str]:
    rows = (
        (one.label, f"{one.years} năm" if one.years else "vĩnh viễn", f"{one.law}{' (chờ xác nhận)' * one.assumed}")
        for one in classes(SHOWN_ON)
    )
    return _table(("Loại hồ sơ", "Lưu", "Căn cứ"), rows)


def data_page() -> str:
    """docs/manual/yeu-cau-du-lieu.md: requests of data subjects, retention, destruction."""
    out = ["# Yêu cầu về dữ liệu cá nhân, lưu trữ và tiêu hủy", "", "<!-- Trang này do máy viết: rules.pages. -->", ""]
    out += ["*[Mục lục](README.md)*", "", "## Bà con yêu cầu được gì", ""]
    out += [f"- {label}" for label in data_request.KINDS.values()]
    out += ["", "## Hạn", "", *_clocks(), "", "## Các bước của một yêu cầu", ""]
    out += _table(("Bước", "Bà con đọc thấy"), ((first_up(s.label), s.told) for s in data_request.STATES))
    out += ["", *_moves(data_request.MACHINE), "", "## Mỗi loại hồ sơ lưu bao lâu", ""]
    out += ["Đếm từ hết năm hồ sơ kết thúc. Chưa biết thì lấy hạn dài hơn.", "", *_kept(), ""]
    out += ["## Tiêu hủy: lập, duyệt, làm", "", *_moves(destruction.MACHINE), ""]
    out += ["Người lập không tự duyệt. Danh sách giữ nguyên từ lúc lập. Tiêu hủy rồi chỉ còn mã hồ sơ, tên thủ tục,"]
    out += ["ngày, kết quả và số biên bản; nhật ký vẫn kiểm tra được.", ""]
    return "\n".join(out)
