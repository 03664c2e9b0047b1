"""``/can-bo/nhat-ky/``: the unit's audit chain, newest first, and the check that it stands."""

import re
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from thanthien.core import audit, journal
from thanthien.office.counter_acts import ACTS as COUNTER_ACTS
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.people_forms import ROLES
from thanthien.office.press import whole
from thanthien.office.programme.acts import ACTS as MODEL_ACTS
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.rules.dossier import MACHINE
from thanthien.rules.reading import KINDS as KINDS_OF_READING
from thanthien.web.words import first_up

OTHER: Final = {
    "apology.draft": "xem lại bản thảo thư xin lỗi", "apology.revise": "sửa lời thư xin lỗi",
    "catalogue.decide": "quyết định sửa danh mục", "catalogue.propose": "đề nghị sửa danh mục",
    "catalogue.set": "bật, tắt thủ tục", "dossier.assign": "giao lại hồ sơ",
    "dossier.bring_part": "nhận một phần giấy bổ sung", "dossier.propose_limit": "nhập thời hạn",
    "message.print": "in phiếu", "message.retry": "gửi lại tin", "message.to_slip": "chuyển tin sang phiếu giấy",
    "office.set": "sửa thông tin trụ sở", "paper.issue": "phát hành giấy", "position.end": "thôi chức danh",
    "provider.link": "gắn định danh của nhà nước", "provider.sign_in": "đăng nhập bằng định danh của nhà nước",
    "provider.unlink": "bỏ gắn định danh của nhà nước", "session.begin": "đăng nhập",
    "position.give": "giao chức danh", "position.second": "giao chức danh cho người ở nơi khác",
    "staff.add": "thêm người", "staff.new_password": "đặt lại mật khẩu",
    "staff.own_password": "đổi mật khẩu của mình", "staff.invite": "mời đặt mật khẩu",
    "invitation.withdraw": "rút lời mời", "invitation.use": "đặt mật khẩu theo lời mời",
    "factor.add_totp": "thêm mã 6 số cho mình", "factor.add_passkey": "thêm khóa đăng nhập cho mình",
    "factor.remove": "gỡ một cách đăng nhập của mình", "factor.reset": "đặt lại bước thứ hai của đồng nghiệp",
    "recovery_codes.make": "lập tờ mã dự phòng", "recovery_codes.use": "dùng một mã dự phòng",
    "session.end": "thoát một phiên khác của mình", "session.end_others": "thoát mọi phiên khác của mình",
    "elevation.begin": "mở phiên quản trị", "elevation.end": "kết thúc phiên quản trị",
    "sealed.ask_escrow": "xin mở khóa chung", "sealed.broken": "gặp hồ sơ niêm phong bị sửa trong máy",
    "sealed.confirm_sheet": "cất phiếu khôi phục", "sealed.drill": "mở thử hồ sơ niêm phong",
    "sealed.end_key": "bỏ khóa niêm phong của mình", "sealed.grant": "giao khóa một hồ sơ niêm phong",
    "sealed.make": "ghi hồ sơ niêm phong", "sealed.make_escrow": "lập khóa chung hai người",
    "sealed.miss": "gõ sai câu mật khẩu niêm phong", "sealed.new_passphrase": "đổi câu mật khẩu niêm phong",
    "sealed.new_sheet": "in phiếu khôi phục mới", "sealed.open_escrow": "mở khóa chung hai người",
    "sealed.read": "mở hồ sơ niêm phong", "sealed.set_up": "lập khóa niêm phong",
    "sealed.vouch": "công nhận khóa của đồng nghiệp",
    "data_request.answer": "trả lời yêu cầu về dữ liệu", "data_request.carry_out": "thực hiện yêu cầu về dữ liệu",
    "data_request.expire": "xóa yêu cầu hết hạn lưu",
    "data_request.extend": "gia hạn yêu cầu về dữ liệu", "data_request.refuse": "từ chối yêu cầu về dữ liệu",
    "data_request.register": "ghi yêu cầu về dữ liệu", "data_request.take_back": "rút yêu cầu về dữ liệu",
    "destruction.approve": "duyệt biên bản tiêu hủy", "destruction.carry_out": "tiêu hủy hồ sơ hết hạn lưu",
    "destruction.propose": "lập biên bản tiêu hủy", "destruction.refuse": "không duyệt biên bản tiêu hủy",
    "destruction.scrub": "dọn chỗ trống trong máy sau tiêu hủy",
    "dossier.correct": "sửa dữ liệu theo yêu cầu của người dân", "dossier.erase": "xóa dữ liệu cá nhân của hồ sơ",
    "key.rotate": "đổi khóa mã hóa", **KINDS_OF_READING,
    "dossier.follow": "hồ sơ chuyển theo đơn vị mới", "reorganisation.allot": "ghi ai, hồ sơ nào về đơn vị nào",
    "reorganisation.approve": "duyệt sắp xếp đơn vị", "reorganisation.carry_out": "thực hiện sắp xếp đơn vị",
    "reorganisation.decline": "không duyệt sắp xếp đơn vị", "reorganisation.propose": "đề nghị sắp xếp đơn vị",
    "unit.close": "khóa nhật ký đơn vị cũ", "unit.open": "mở nhật ký đơn vị mới",
    **MODEL_ACTS, **COUNTER_ACTS,
    "absence.end": "ghi trở lại làm việc", "absence.enter": "ghi vắng mặt",
    "board.change": "thay đổi thành viên ban", "board.dissolve": "giải thể ban", "board.found": "thành lập ban",
    "board.regulate": "ban hành quy chế của ban", "board.renew": "kiện toàn ban",
    "delegation.end": "kết thúc ủy quyền", "delegation.give": "ủy quyền",
    "hamlet.add": "ghi thôn, bản", "hamlet.end": "ghi ngày thôi của thôn, bản",
    "hamlet.group": "ghi tổ tự quản", "hamlet.group_end": "tổ tự quản thôi hoạt động",
    "hamlet.head": "ghi người đứng đầu thôn, bản", "hamlet.head_end": "người đứng đầu thôn, bản thôi việc",
    "hamlet.replace": "đổi tên, sáp nhập thôn, bản",
    "staff.deactivate": "khóa tài khoản", "staff.reactivate": "mở lại tài khoản",
    "root.receive": "nhận dấu ngày của nơi khác", "root.trust": "ghi khóa của nơi khác",
    "synonym.add": "thêm từ thường gọi", "synonym.end": "bỏ từ thường gọi",
}  # fmt: skip
ACTS: Final = {f"dossier.{name}": move.noted for name, move in MACHINE.moves.items()} | OTHER
KEYS: Final = {
    "code": "mã", "procedure": "thủ tục", "from": "từ", "to": "sang", "paper": "loại", "number": "số",
    "role": "vai trò",
    "source": "nguồn", "approved": "đồng ý", "text": "từ", "enabled": "đang bật", "ground": "căn cứ",
    "body": "nơi nhận",
    "letter": "văn bản", "named_law": "luật riêng", "due_at": "hạn", "revised_at": "hẹn mới",
    "accepted_at": "tiếp nhận lúc", "decided_at": "xong lúc", "handed_over_at": "trả lúc", "closed_at": "đóng lúc",
    "channel": "cách nộp", "rows": "dòng", "named": "tên", "members": "số người ghi",
}  # fmt: skip
VALUES: Final = {
    "online": "qua mạng", "counter": "tại quầy", "receipt": "giấy hẹn", "supplement": "phiếu bổ sung",
    "refusal": "phiếu từ chối", "not_eligible": "thông báo không đủ điều kiện", "apology": "văn bản xin lỗi",
    "handover": "phiếu bàn giao", "True": "có", "False": "không", **ROLES,
}  # fmt: skip
_STOOD_FOR: Final = re.compile(r", (thay [^()]+) \([0-9a-f-]{36}\)")  # lent powers, as Actor.acting_as marks them
KINDS: Final = {"citizen": "Người dân", "system": "Máy của xã"}


class Line(NamedTuple):
    """One row of the journal as people read it."""

    seq: int
    what: str
    who: str
    at: Any
    about: str
    mark: str


def said(act: str) -> str:
    """Say an act's name in the officers' words."""
    return ACTS.get(act, "việc khác")


@require_safe
@staff_page("journal.read")
def page(request: StaffRequest) -> HttpResponse:
    """Fifty rows, by act if asked; never personal detail."""
    return _page(request, {})


@require_POST
@staff_page("journal.read")
def verify(request: StaffRequest) -> HttpResponse:
    """Walk the whole chain of the unit and say whether it stands."""
    return _page(request, {"report": audit.verify(request.actor.scope)})


def _page(request: StaffRequest, more: dict[str, Any]) -> HttpResponse:
    names = {str(one.staff_id): one.staff.name for one in org.people_of(request.actor)}
    act = request.GET.get("viec", "")
    act = act if act in ACTS else ""
    leaf = journal.rows(request.actor.scope, act, whole(request.GET.get("sau", "")))
    choices = sorted(ACTS.items(), key=lambda pair: pair[1])
    subjects = {row.subject_id for row in leaf.rows if row.subject_kind == "dossier" and row.subject_id}
    codes = onestop.codes_of(request.actor.scope, subjects)
    context = {
        "lines": [_line(row, names, codes) for row in leaf.rows], "after": str(leaf.after) if leaf.after else "",
        "acts": choices, "act": act, "area": "audit",
    }  # fmt: skip
    return render(request, "office/journal.html", context | more)


def _line(row: journal.Row, names: dict[str, str], codes: dict[UUID, str]) -> Line:
    who = names.get(row.actor_id) or KINDS.get(row.actor_kind) or row.position or "Cán bộ nơi khác"
    if row.actor_id in names:
        who = ", ".join([who, *_STOOD_FOR.findall(row.position)])
    parts = [f"{KEYS[key]} {_value(value)}" for key in KEYS if (value := row.data.get(key)) and _value(value)]
    parts = [*_of_whom(row, names, codes), *parts]
    return Line(row.seq, first_up(said(row.act)), who, row.at, ", ".join(parts), row.hash[:12])


def _of_whom(row: journal.Row, names: dict[str, str], codes: dict[UUID, str]) -> list[str]:
    """Say about which officer or dossier a row is; a citizen is never named here."""
    person = str(row.subject_id) if row.subject_kind == "staff" else str(row.data.get("staff", ""))
    found = [names[person]] if person in names else []
    code = codes.get(row.subject_id) if row.subject_id else None
    return [*found, f"hồ sơ {code}"] if code and "code" not in row.data else found


def _value(value: Any) -> str:
    text = str(value)
    if text in MACHINE.states:
        return MACHINE.states[text].label
    if len(text) == 10 and text[4:5] == text[7:8] == "-":
        return f"{text[8:10]}/{text[5:7]}/{text[:4]}"
    if len(text) >= 16 and text[4:5] == "-" and text[10:11] == "T":
        return f"{text[11:16]} {text[8:10]}/{text[5:7]}/{text[:4]}"
    return VALUES.get(text, text[:120])
