"""What the page of one dossier says, made from its record. No query: everything was read before."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings

from thanthien.core import clock
from thanthien.onestop import service as onestop
from thanthien.onestop.service import Followed, ListedPaper
from thanthien.public.answers import WORKING, Case, answer
from thanthien.rules.clock import Due
from thanthien.rules.dossier import MACHINE
from thanthien.rules.errors import RuleError
from thanthien.web import words

if TYPE_CHECKING:
    from thanthien.onestop.models import Dossier, PaperItem

PAPER_NAMES = onestop.marks.NAMES
CHANNELS = {"email": "thư điện tử", "slip": "phiếu giấy", "sms": "tin nhắn SMS", "zalo": "tin Zalo"}
HAMLET_TOLD = {
    "delivered": "Trưởng thôn đã báo", "sent": "Đã nhờ trưởng thôn báo", "failed": "Trưởng thôn chưa báo được",
}  # fmt: skip
GOING_ON = ("accepted", "in_process")
SORRY_MOVES = ("sign_apology", "apologise_error")
NOTES = {
    "bo-sung": ("Xã đã nhận giấy bổ sung.", "Cán bộ xem rồi báo lại."),
    "mot-phan": ("Xã đã nhận một phần.", "Phần còn lại mang đến Một cửa. Đủ giấy thì đồng hồ chạy lại."),
    "hen-mang": ("Xã đã ghi lời anh/chị.", "Giấy chưa gửi thì anh/chị mang đến Một cửa."),
    "mang-den": ("Anh/chị nhớ mang giấy đến Một cửa.", "Đủ giấy thì đồng hồ chạy lại."),
    "rut": ("Hồ sơ đã rút.", ""),
    "bao-tin": ("Xã đã ghi cách báo tin mới.", "Tin sau đi theo cách này."),
    "khong-phai": ("Xã thôi nhắn đến số ấy.", "Tin sau xã in phiếu giấy, nhận tại Một cửa."),
    "dung": ("Xã đã dừng làm hồ sơ này.", ""),
}


def context(followed: Followed, token: str, now: datetime, note: str, owes: bool) -> dict[str, Any]:
    """Return what the template draws."""
    dossier = followed.dossier
    badge = onestop.state_of(dossier, now)
    case = Case(followed, now, badge)
    due = _due(followed)
    return {
        "area": "track",
        "token": token,
        "dossier": dossier,
        "note": NOTES.get(note),
        "badge": badge if badge is not None and badge.kind != "done" else None,
        "answer": answer(case),
        "letter": _letter(followed),
        "asked": newest_paper(followed, "supplement") if dossier.state in ("guided", "waiting") else None,
        "reasons": _reasons(followed),
        "timeline": timeline(followed, now),
        "due": due,
        "receipt": receipt(dossier, token),
        "papers": _papers(followed),
        "sent": [item for item in followed.items if item.file_id is not None],
        "later": later_papers(followed.items),
        "contact": _contact(followed),
        "giving_up": giving_up(dossier.state),
        "fee": onestop.fees.owing(dossier) if owes else None,
        "ends_today": _ends_today(followed, now),
    }


def giving_up(state: str) -> str:
    """Return the move by which a person takes a dossier back: withdraw before acceptance, stop after it."""
    return next((name for name in ("withdraw", "stop") if state in MACHINE.moves[name].sources), "")


def _due(followed: Followed) -> Due | None:
    try:
        return onestop.due_of(followed.dossier, onestop.hours_of(followed.office))
    except RuleError:
        return None


def _ends_today(followed: Followed, now: datetime) -> bool:
    """Whether words of this page change within the day: a limit that ends, or ended, today."""
    ends = (followed.dossier.due_at, followed.dossier.revised_at, followed.dossier.first_reply_due)
    today = clock.local(now).date()
    return any(at is not None and clock.local(at).date() == today for at in ends)


def newest_paper(followed: Followed, *kinds: str) -> dict[str, Any] | None:
    """Return the newest paper of a kind: what it says is frozen, and the same as on the sheet."""
    found = next((paper for paper in reversed(followed.papers) if paper.kind in kinds), None)
    return None if found is None else {"id": found.id, "at": found.issued_at, **found.data}


def _letter(followed: Followed) -> dict[str, Any] | None:
    return newest_paper(followed, "apology") if followed.dossier.state not in ("handed_over", "closed") else None


def _reasons(followed: Followed) -> dict[str, Any] | None:
    state = followed.dossier.state
    if state not in ("rejected", "not_eligible", "handed_over", "closed"):
        return None
    return newest_paper(followed, "refusal", "not_eligible")


def _papers(followed: Followed) -> list[dict[str, Any]]:
    kinds = [paper.kind for paper in followed.papers]
    # Only where a paper may stand for another is it asked which ones no longer count.
    gone = onestop.marks.gone(followed.dossier) if len(kinds) > len(set(kinds)) else {}
    return [
        {
            "id": paper.id,
            "gone": gone.get(paper.id, ""),
            "name": PAPER_NAMES.get(paper.kind, "Giấy của xã"),
            "number": paper.number,
            "at": paper.issued_at,
        }
        for paper in followed.papers
    ]


def _contact(followed: Followed) -> dict[str, str]:
    """Return who answers: the person who works on it, else the desk."""
    owner = followed.dossier.owner
    if owner is not None and followed.dossier.state in (*WORKING, "waiting"):
        return {"name": owner.name, "phone": owner.phone or followed.office.phone}
    return {"name": "", "phone": followed.office.phone}


def later_papers(items: "Iterable[PaperItem | ListedPaper]") -> list[str]:
    """Return what the person promised to bring; a declaration is filled at the counter, together."""
    promised = [item.text for item in items if item.state == "later"]
    return [f"{text} (điền tại quầy)" if is_declaration(text) else text for text in promised]


def is_declaration(text: str) -> bool:
    """Tell whether a paper of the list is the form itself (tờ khai)."""
    return text.lower().startswith("tờ khai")


def timeline(followed: Followed, now: datetime) -> list[dict[str, Any]]:
    """Return what happened, what goes on, and what comes; oldest first."""
    rows: list[dict[str, Any]] = [
        {
            "kind": "sorry" if line.move in SORRY_MOVES else "done",
            "what": line.what,
            "at": line.at,
            "told": told_words(line.told),
        }
        for line in followed.lines
    ]
    state = followed.dossier.state
    if MACHINE.states[state].final or state == "handed_over":
        return rows
    today = clock.local(now).date()
    if state in GOING_ON or (rows and rows[-1]["kind"] == "sorry"):
        when = f"Hôm nay, {words.day_words(today, today)}"
        rows.append({"kind": "now", "what": MACHINE.states[state].told.rstrip("."), "when": when})
    elif rows and state != "submitted":
        rows[-1]["kind"] = "now"  # what happened last is where it stands
    return [*rows, *_coming(followed, today)]


def _coming(followed: Followed, today: date) -> list[dict[str, Any]]:
    dossier = followed.dossier
    if dossier.state == "submitted" and dossier.first_reply_due is not None:
        return [{"kind": "next", "what": "Xã xem hồ sơ và trả lời", "when": _before(dossier.first_reply_due, today)}]
    due = dossier.revised_at or dossier.due_at
    if dossier.state in WORKING and due is not None:
        day = clock.local(due).date()
        word = "Lẽ ra" if day < today else "Hẹn"
        when = f"{word} {words.day_words(day, today)}"
        return [{"kind": "next", "what": "Trả kết quả tại Một cửa", "when": when}]
    return []


def _before(at: datetime, today: date) -> str:
    local = clock.local(at)
    return f"Trước {words.hour(local)}, {words.day_words(local.date(), today)}"


def told_words(told: Sequence[tuple[str, str]]) -> str:
    """Say how people were told: only what left the house counts as sent."""
    said = []
    for channel, state in told:
        if channel == "hamlet":
            said.append(HAMLET_TOLD.get(state, "Chờ nhờ trưởng thôn báo"))
            continue
        name = CHANNELS.get(channel, "tin nhắn")
        paper = channel == "slip"
        said.append(
            {
                "delivered": f"Đã đưa {name}" if paper else f"Đã nhận {name}",
                "sent": f"Đã in {name}" if paper else f"Đã gửi {name}",
                "failed": f"Chưa gửi được {name}",
            }.get(state, f"{words.first_up(name)} đang chờ {'in' if paper else 'gửi'}")
        )
    return ". ".join(said)


def receipt(dossier: "Dossier", token: str) -> dict[str, Any]:
    """Return the receipt block: code, QR, dates, place."""
    due = clock.local(dossier.due_at).date() if dossier.due_at else None
    revised = clock.local(dossier.revised_at).date() if dossier.revised_at else None
    received = clock.local(dossier.accepted_at or dossier.filed_at)
    accepted, paused = dossier.accepted_at is not None, dossier.clock == "paused"
    return {
        "title": "Giấy hẹn trả kết quả" if accepted else "Phiếu đã nộp hồ sơ",
        "code": dossier.code,
        "url": f"{settings.THANTHIEN_URL}/hs/{token}/",
        "received": f"{words.hour(received)}, {words.day_short(received.date())}",
        "due": words.day_short(revised or due) if due and not paused else "",
        "old_due": words.day_short(due) if due and revised and not paused else "",
        "estimate": dossier.derivation.get("status") == "estimate",
        "place": f"Một cửa {dossier.unit}" if accepted else "",
        "proof_url": f"/hs/{token}/minh-chung/" if accepted else "",
        "rows": [("Hẹn trả", "Đang dừng, chờ bổ sung")] if paused else [],
    }
