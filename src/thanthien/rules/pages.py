"""Pages of the manual that are made from the law's data, so that text and behaviour cannot drift apart.

`python -m thanthien.rules.pages docs` writes them; a test compares them with what lies there.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable
from pathlib import Path

from thanthien.rules.dossier import MACHINE, RESULTS
from thanthien.rules.machine import STAY
from thanthien.rules.pages_privacy import data_page
from thanthien.rules.rulebook import Entry, Rulebook, book
from thanthien.rules.words import first_up, short_year

ROLE_WORDS = {
    "clerk": "cán bộ Một cửa",
    "handler": "người xử lý",
    "records_clerk": "văn thư",
    "chair": "Chủ tịch",
    "administrator": "quản trị",
    "citizen": "người dân",
    "system": "máy",
}
CLOCK_WORDS = {
    "none": "",
    "start": "bắt đầu",
    "pause": "dừng",
    "resume": "đi tiếp theo TTHC-15",
    "change_limit": "đổi thời hạn",
    "revise": "thêm ngày hẹn mới",
    "stop": "thôi chạy",
}
STATUS_WORDS = {"in_force": "đang hiệu lực", "announced": "đã công bố", "assumed": "chờ xác nhận"}
GUARD_WORDS = {
    "again_needs_law": "Yêu cầu bổ sung thêm lần nữa phải nêu luật riêng và do Chủ tịch quyết định.",
    "can_be_drafted": "Chưa có bản thảo thư xin lỗi nào đang chờ.",
    "can_be_filed": "Việc này nộp được như hồ sơ (tố cáo, khiếu nại, đơn thư, tiếp dân thì không).",
    "guide_again_needs_law": "Hướng dẫn thêm lần nữa cũng phải nêu luật riêng và do Chủ tịch quyết định.",
    "has_draft": "Đang có một bản thảo thư xin lỗi.",
    "has_longer_limit": "Thủ tục có thời hạn riêng khi xác minh, và hồ sơ chưa quá hạn.",
    "lateness_is_answered": "Hồ sơ trễ thì đã xin lỗi, hoặc Chủ tịch đã ghi lý do không phải xin lỗi.",
    "limit_is_known": "Đã biết thời hạn; thời hạn tự nhập thì có người thứ hai xác nhận.",
    "nothing_decided": "Kết quả chưa ký.",
    "one_reappointment": "Chỉ hẹn lại một lần; sau đó xin lỗi không kèm ngày.",
    "was_reminded": "Đã nhắc người nộp và đã hết thời gian chờ.",
}
GENERATED = "<!-- Trang này do `python -m thanthien.rules.pages docs` viết ra. Sửa dữ liệu, đừng sửa ở đây. -->"

MOST = 9  # more steps than that are told as "every step"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    names = list(head)
    lines = [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
    return lines + [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows]


def diagram() -> str:
    """The dossier's states and moves as a Mermaid state diagram; moves that stay are in the table only."""
    lines = ["stateDiagram-v2", f"    [*] --> {MACHINE.initial}"]
    lines += [f"    {state.name}: {state.label}" for state in MACHINE.states.values()]
    for move in MACHINE.moves.values():
        if move.to != STAY:
            lines += [f"    {source} --> {move.to}: {move.label}" for source in move.sources]
    lines += [f"    {state.name} --> [*]" for state in MACHINE.states.values() if state.final]
    return "\n".join(lines)


def people_page() -> str:
    """docs/manual/trang-thai.md: the same table of moves, told to those who work with it."""
    states = MACHINE.states
    steps = [move for move in MACHINE.moves.values() if move.to != STAY]
    beside = [move for move in MACHINE.moves.values() if move.to == STAY]
    out = ["# Hồ sơ đi qua những bước nào", "", GENERATED, "", "*[Mục lục](README.md)*", ""]
    out += ["Hồ sơ ở bước nào thì chỉ hiện nút của bước ấy, và chỉ với người được làm.", ""]
    out += ["```mermaid", diagram(), "```", "", "## Các bước", "", *_table(
        ("Bước", "Bà con đọc thấy"), ((first_up(state.label), state.told) for state in states.values())
    ), ""]  # fmt: skip
    out += ["## Việc đưa hồ sơ sang bước khác", "", *_table(
        ("Việc", "Từ bước", "Sang bước", "Ai làm"),
        ((m.label, _labels(m.sources), states[m.to].label, _who(m.by)) for m in steps),
    ), ""]  # fmt: skip
    out += ["## Việc không đổi bước", "", *_table(
        ("Việc", "Ở bước", "Ai làm"),
        ((m.label, _labels(m.sources), _who(m.by)) for m in beside),
    ), "", "“Máy” là việc Thân Thiện tự làm theo giờ. Điều kiện và căn cứ từng việc:",
        "[bảng đầy đủ](../rules/dossier.md).", ""]  # fmt: skip
    return "\n".join(out)


def _labels(sources: Collection[str]) -> str:
    named = ", ".join(MACHINE.states[source].label for source in sources)
    return named if len(sources) < MOST else "mọi bước, trừ nháp"


def _who(roles: Iterable[str]) -> str:
    return ", ".join(ROLE_WORDS[role] for role in sorted(roles))


def dossier_page() -> str:
    """docs/rules/dossier.md: states, moves, who may do them, what the clock does."""
    states = MACHINE.states
    moves = MACHINE.moves.values()
    out = ["# Đường đi của một hồ sơ", "", GENERATED, "", "```mermaid", diagram(), "```", ""]
    out += ["## Trạng thái", "", *_table(
        ("Tên", "Cán bộ thấy", "Người dân thấy", "Có hạn theo"),
        ((f"`{s.name}`", s.label, s.told, s.limit or "hết đường") for s in states.values()),
    ), ""]  # fmt: skip
    out += ["## Việc làm", "", *_table(
        ("Tên", "Nút", "Từ", "Đến", "Ai làm", "Đồng hồ", "Phải có", "Căn cứ"),
        (
            (
                f"`{m.name}`",
                m.label,
                _labels(m.sources),
                "giữ nguyên" if m.to == STAY else states[m.to].label,
                _who(m.by),
                CLOCK_WORDS[m.clock],
                ", ".join(m.needs),
                m.law,
            )
            for m in moves
        ),
    ), ""]  # fmt: skip
    guards = {g.__name__: GUARD_WORDS[g.__name__] for m in moves for g in (*m.guards, *m.checks)}
    out += ["## Điều kiện", "", *_table(("Tên", "Nghĩa"), ((f"`{k}`", v) for k, v in guards.items())), ""]
    out += ["## Kết quả", "", *_table(("Tên", "Nghĩa"), ((f"`{k}`", v) for k, v in RESULTS.items())), ""]
    return "\n".join(out)


def _value(entry: Entry) -> str:
    if entry.value is None:
        return "–"
    sign = {"max": "≤ ", "min": "≥ ", "before_by": "trước ", "more_than": "> "}.get(entry.cmp, "")
    return f"{sign}{entry.value}"


def rules_page(rules: Rulebook | None = None) -> str:
    """docs/rules/rules.md: every entry of the rulebook, by subject and date."""
    shown = rules or book()
    assumed = sum(entry.assumed for entry in shown.entries)
    out = ["# Bảng quy tắc", "", GENERATED, "",
           f"{len(shown.entries)} quy tắc, {assumed} còn chờ xác nhận. Mỗi quy tắc hết hiệu lực trước ngày sau.",
           "", *_table(
        ("Số", "Chủ đề", "Nội dung", "Mức", "Đơn vị", "Từ", "Đến trước", "Tình trạng", "Căn cứ"),
        (
            (
                e.id,
                f"`{e.subject}`",
                e.title,
                _value(e),
                e.unit,
                short_year(e.valid_from),
                short_year(e.valid_to) if e.valid_to else "–",
                STATUS_WORDS[e.status],
                e.law,
            )
            for e in shown.entries
        ),
    ), "", "## Chỗ trống đã khai báo", "", *_table(
        ("Chủ đề", "Từ", "Đến trước", "Vì sao"),
        ((f"`{g.subject}`", short_year(g.valid_from), short_year(g.valid_to) if g.valid_to else "–", g.why)
         for g in shown.gaps),
    ), ""]  # fmt: skip
    return "\n".join(out)


PAGES = {
    "rules/dossier.md": dossier_page,
    "rules/rules.md": rules_page,
    "manual/trang-thai.md": people_page,
    "manual/yeu-cau-du-lieu.md": data_page,
}


def main(folder: str) -> None:
    """Write every generated page into the folder of the documentation."""
    for name, page in PAGES.items():
        Path(folder, name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
