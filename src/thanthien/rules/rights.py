"""Who may do what: every kind of record, every act on it, and the roles that the act is for.

This table is the only place that says so. Doors ask ``allowed("journal.read", roles)``; the page "Quyền" shows it,
and a test walks each cell. A right always holds inside the unit of the position alone (:attr:`Right.reach`), and
the roles come from the positions held that day, never from the request. A dossier's moves stand in its own table
(``rules.dossier``) and are read from there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from thanthien.rules.dossier import MACHINE

CLERK, HANDLER, RECORDS, CHAIR = "clerk", "handler", "records_clerk", "chair"
ADMIN, SEALED, OVERSEER = "administrator", "sealed_officer", "overseer"
READERS = (CLERK, HANDLER, RECORDS, CHAIR)
COMMUNE = (*READERS, ADMIN)
EVERYBODY = (*COMMUNE, SEALED, OVERSEER)
SECOND_FACTOR: Final = frozenset({RECORDS, CHAIR, ADMIN, SEALED})  # who signs, stamps, keeps secrets or gives rights


class Reach(StrEnum):
    """Whose records a right reaches."""

    OWN = "own"  # the unit of the position
    BELOW = "below"  # the units under it: figures and what was escalated, no file


@dataclass(frozen=True, slots=True)
class Right:
    """One act on one kind of record. ``label`` says it in the officers' words.

    Whoever holds a role of ``never`` may not, whatever else they hold. ``elevated`` acts want a timed, reasoned
    session of the administrator (``office.elevation``).
    """

    kind: str
    act: str
    roles: frozenset[str]
    label: str
    reach: Reach = Reach.OWN
    never: frozenset[str] = frozenset()
    elevated: bool = False

    @property
    def name(self) -> str:
        """The word that doors ask with: ``kind.act``."""
        return f"{self.kind}.{self.act}"


KINDS: Final[Mapping[str, str]] = {
    "dossier": "Hồ sơ",
    "counter": "Quầy Một cửa",
    "intake": "Hồ sơ từ nơi khác đến",
    "booking": "Lịch hẹn",
    "registrant": "Tổ chức nộp hồ sơ",
    "ticket": "Phòng chờ, số thứ tự",
    "apology": "Thư xin lỗi",
    "paper": "Giấy tờ phát hành",
    "register": "Sổ theo dõi hồ sơ",
    "courtesy": "Thư của xã: chúc mừng, chia buồn, cảm ơn",
    "message": "Tin báo cho người dân",
    "channel": "Cách báo tin của xã",
    "rating": "Góp ý, đánh giá",
    "catalogue": "Danh mục thủ tục",
    "synonym": "Từ thường gọi",
    "fee": "Lệ phí, phiếu thu, sổ quỹ",
    "staff": "Người và chức danh",
    "office": "Trụ sở",
    "settings": "Cài đặt của xã",
    "organisation": "Tổ chức của xã",
    "hamlet": "Thôn, bản, tổ tự quản",
    "board": "Ban chỉ đạo, ban điều hành",
    "absence": "Vắng mặt",
    "delegation": "Ủy quyền",
    "sealed": "Hồ sơ niêm phong",
    "identity": "Số định danh, ảnh thẻ",
    "data_request": "Yêu cầu về dữ liệu cá nhân",
    "retention": "Thời hạn lưu hồ sơ",
    "destruction": "Tiêu hủy hồ sơ hết hạn lưu",
    "journal": "Nhật ký",
    "rights": "Bảng quyền",
    "today": "Trang hôm nay và việc riêng của mình",
    "overview": "Cấp trên theo dõi",
    "reorganisation": "Sắp xếp đơn vị",
    "programme": "Mô hình chính quyền thân thiện",
    "plan": "Kế hoạch năm của mô hình",
    "training": "Tập huấn",
    "meeting": "Họp của các ban",
    "posting": "Niêm yết, chỉnh trang",
    "model_paper": "Văn bản của mô hình",
    "commitment": "Cam kết phục vụ Nhân dân",
    "difficulty": "Khó khăn, vướng mắc gửi cấp trên",
    "launch": "Lễ ra mắt mô hình",
    "readiness": "Rà soát điều kiện",
    "pack": "Bộ kinh nghiệm nhân rộng",
    "skilful": "Sổ Dân vận khéo",
    "inspection": "Kiểm tra, giám sát",
    "outside": "Ngoài trụ sở, ngoài giờ",
    "notice": "Lịch nghỉ",
}


def _right(
    name: str,
    label: str,
    *roles: str,
    reach: Reach = Reach.OWN,
    never: Iterable[str] = (),
    elevated: bool = False,
) -> Right:
    kind, _, act = name.partition(".")
    return Right(kind, act, frozenset(roles), label, reach, frozenset(never), elevated)


_TABLE = (
    _right("today.read", "mở trang hôm nay, đổi mật khẩu của mình", *EVERYBODY),
    _right("dossier.read", "xem hồ sơ, tìm hồ sơ, mở sổ", *READERS),
    _right("dossier.list", "mở danh sách việc đang chờ mình", *READERS),
    _right("dossier.assign", "giao lại hồ sơ cho người khác", CHAIR, HANDLER),
    _right("counter.work", "tiếp nhận, trả kết quả, in phiếu tại quầy", CLERK),
    _right("counter.receive", "ghi hồ sơ nộp tại nơi mình ngồi", CLERK, CHAIR),
    _right("intake.load", "nạp hồ sơ từ Cổng quốc gia, hệ thống của tỉnh", CLERK),
    _right("intake.key", "cho hệ thống khác gửi hồ sơ đến, thu khóa", ADMIN, elevated=True),
    _right("booking.serve", "xem lịch hẹn, ghi đến hay không đến", CLERK),
    _right("booking.set", "đặt cách xã cho hẹn giờ", ADMIN, CHAIR),
    _right("registrant.read", "tra tổ chức đã đăng ký", CLERK, HANDLER),
    _right("registrant.change", "ghi, sửa tổ chức đã đăng ký", CLERK),
    _right("counter.slips", "in, trao phiếu báo giấy", CLERK, HANDLER, RECORDS),
    _right("ticket.call", "cho số, gọi số, chuyển quầy", CLERK),
    _right("ticket.set", "ghi quầy nào nhận việc gì, cho máy lấy số vào", ADMIN, CHAIR),
    _right("ticket.figures", "xem số phút chờ của từng quầy", CHAIR, ADMIN),
    _right("apology.read", "đọc và ký thư xin lỗi", CHAIR),
    _right("paper.issue", "cho số, phát hành, đóng dấu", RECORDS),
    _right("paper.draft", "soạn giấy kết quả, gửi bản đã ký", HANDLER, RECORDS),
    _right("paper.book", "xem sổ giấy kết quả đã phát hành", *READERS),
    _right("paper.print", "in nhiều giấy đã phát hành một lượt", CLERK, RECORDS),
    _right("register.export", "tải sổ theo dõi hồ sơ ra bảng tính, in sổ", CLERK, RECORDS, CHAIR),
    _right("paper.signing", "xem giấy đang ký số, cho ký lại giấy chưa ký được", RECORDS, CHAIR),
    _right("paper.recall", "thu hồi giấy đã phát hành, ghi giấy thay", RECORDS),
    _right("paper.sign", "ký số giấy phát hành mang tên mình", CHAIR),
    _right("courtesy.read", "xem thư của xã", CHAIR, RECORDS, CLERK),
    _right("courtesy.write", "viết thư cảm ơn, sửa lời, xem lại thư đang giữ, thôi không gửi", CHAIR, RECORDS),
    _right("courtesy.sign", "đọc và ký thư của xã", CHAIR),
    _right("courtesy.hand", "ghi đã trao thư của xã", RECORDS, CLERK),
    _right("message.read", "xem tin đã gửi của hồ sơ", *READERS),
    _right("message.unsent", "xem và gửi lại tin chưa đến", CLERK, ADMIN),
    _right("message.errand", "in, trao, đánh dấu danh sách trưởng thôn báo", CLERK),
    _right("message.way", "đổi cách báo tin, dừng nhắn đến một số", CLERK, HANDLER),
    _right("channel.change", "đặt giờ yên lặng, cách gửi tin nhắn", ADMIN),
    _right("rating.read", "xem góp ý của người dân", CHAIR, ADMIN, CLERK, HANDLER),
    _right("catalogue.change", "đề nghị sửa danh mục", ADMIN, OVERSEER),
    _right("catalogue.set", "bật tắt thủ tục, chọn người xử lý", ADMIN, elevated=True),
    _right("catalogue.decide", "người thứ hai quyết định sửa danh mục", ADMIN, CHAIR, OVERSEER),
    _right("catalogue.limit", "người thứ hai xác nhận thời hạn nhập tay", CHAIR),
    _right("catalogue.import", "nạp danh mục quốc gia từ tệp", ADMIN, OVERSEER),
    _right("fee.read", "xem khoản thu, phiếu thu, sổ quỹ", *READERS, ADMIN),
    _right("fee.collect", "tính lệ phí, thu tiền, mở và chốt sổ quỹ của mình", CLERK),
    _right("fee.change", "đổi mức thu của một hồ sơ, bỏ khoản thu, có ghi lý do", CHAIR, HANDLER),
    _right("fee.refund", "đề nghị hoàn tiền, xử lý tiền báo lệch", CLERK, CHAIR),
    _right("fee.decide", "người thứ hai quyết định hoàn tiền", CHAIR, HANDLER),
    _right("synonym.change", "thêm, bỏ từ thường gọi", ADMIN, CLERK),
    _right("staff.read", "xem người và chức danh", ADMIN),
    _right("staff.change", "thêm người, giao và thôi chức danh", ADMIN, elevated=True),
    _right("office.change", "sửa thông tin trụ sở", ADMIN, elevated=True),
    _right("settings.read", "mở trang cài đặt của xã", ADMIN, CHAIR),
    _right("organisation.read", "xem thôn, ban, chức danh, ủy quyền của xã", *EVERYBODY),
    _right("hamlet.change", "ghi thôn, bản, người đứng đầu, tổ tự quản", ADMIN),
    _right("board.change", "ghi quyết định về ban chỉ đạo, ban điều hành", ADMIN, CHAIR),
    _right("absence.own", "báo ngày mình vắng mặt", *EVERYBODY),
    _right("absence.change", "ghi ngày vắng mặt của người khác", ADMIN, CHAIR),
    _right("delegation.give", "ủy quyền chức danh của mình cho người cùng đơn vị", *READERS, OVERSEER),
    _right("delegation.direct", "ủy quyền chức danh của người khác trong đơn vị", CHAIR),
    _right("sealed.read", "mở hồ sơ niêm phong được giao khóa, giao khóa tiếp", SEALED, never=[ADMIN]),
    _right("sealed.make", "ghi hồ sơ niêm phong mới", SEALED, never=[ADMIN]),
    _right("sealed.key", "lập và giữ khóa riêng, in phiếu khôi phục, mở thử", SEALED, *READERS, never=[ADMIN]),
    _right("sealed.keep", "giữ một nửa khóa chung hai người", *READERS, never=[ADMIN]),
    _right("identity.read", "xem đủ số định danh, ảnh thẻ, có ghi lý do", CLERK, HANDLER, CHAIR),
    _right("data_request.read", "xem yêu cầu về dữ liệu cá nhân", CLERK, RECORDS, CHAIR),
    _right("data_request.register", "ghi yêu cầu nhận tại quầy", CLERK, RECORDS),
    _right("data_request.answer", "trả lời, thực hiện yêu cầu", CLERK, RECORDS, CHAIR),
    _right("data_request.decide", "gia hạn, từ chối yêu cầu", CHAIR),
    _right("retention.read", "xem thời hạn lưu và hồ sơ đến hạn tiêu hủy", RECORDS, CHAIR, ADMIN),
    _right("destruction.propose", "lập và thực hiện biên bản tiêu hủy", RECORDS),
    _right("destruction.decide", "người thứ hai duyệt biên bản tiêu hủy", CHAIR),
    _right("journal.read", "đọc và kiểm tra nhật ký", ADMIN),
    _right("journal.witness", "nhận dấu ngày của nơi khác", ADMIN),
    _right("rights.read", "xem bảng quyền", ADMIN),
    _right("programme.read", "xem mô hình, xã mình đang ở bước nào", *EVERYBODY),
    _right("programme.run", "lập mô hình, chọn xã, hướng dẫn, công nhận", OVERSEER),
    _right("plan.read", "xem kế hoạch năm", *COMMUNE, SEALED),
    _right("posting.read", "xem đã niêm yết, chỉnh trang những gì", *COMMUNE, SEALED),
    _right("posting.change", "ghi đã niêm yết, chỉnh trang, ghi đã gỡ", CHAIR, ADMIN, CLERK),
    _right("plan.change", "lập, sửa, ban hành kế hoạch năm", CHAIR, ADMIN),
    _right("meeting.read", "xem kỳ họp, biên bản, kinh phí của các ban", *COMMUNE, SEALED),
    _right("meeting.change", "lập kỳ họp, ghi biên bản, kinh phí của mọi ban", CHAIR, ADMIN),
    _right("meeting.confirm", "xác nhận biên bản của mọi ban", CHAIR),
    _right("model_paper.read", "xem văn bản của mô hình", *COMMUNE, SEALED),
    _right("model_paper.change", "soạn, sửa văn bản của mô hình", CHAIR, ADMIN, RECORDS),
    _right("model_paper.issue", "cho số, ban hành văn bản của mô hình", CHAIR, RECORDS),
    _right("commitment.read", "xem ai đã cam kết điều gì", *COMMUNE, SEALED),
    _right("commitment.own", "lập và ký cam kết của mình", *COMMUNE, SEALED),
    _right("commitment.record", "lập hộ, ghi bản cam kết ký giấy", CHAIR, ADMIN, RECORDS),
    _right("commitment.write", "sửa lời cam kết mẫu của xã", CHAIR, ADMIN),
    _right("commitment.figures", "xem số liệu cạnh lời hứa của từng người", CHAIR),
    _right("readiness.read", "xem rà soát điều kiện, trước và sau", *COMMUNE, SEALED),
    _right("readiness.answer", "trả lời mục rà soát, chụp ảnh", *COMMUNE),
    _right("readiness.change", "bắt đầu, khép rà soát, thêm mục riêng, giao việc", CHAIR, ADMIN),
    _right("readiness.set", "ban hành danh mục rà soát cho các xã", OVERSEER),
    _right("inspection.read", "xem cuộc kiểm tra, điều phải khắc phục", *COMMUNE, SEALED),
    _right("inspection.run", "tổ chức kiểm tra trong xã, giao và kiểm lại việc khắc phục", CHAIR, ADMIN),
    _right("inspection.oversee", "kiểm tra các xã, kiểm lại việc khắc phục", OVERSEER),
    _right("outside.read", "xem lịch ra với bà con, cán bộ phụ trách thôn", *COMMUNE, SEALED),
    _right("outside.change", "lập, thôi lịch ra với bà con, giao cán bộ phụ trách thôn", CHAIR, ADMIN),
    _right("outside.note", "ghi kết quả buổi ra với bà con, ghi việc phục vụ tại nhà", *COMMUNE),
    _right("launch.read", "xem lễ ra mắt: chương trình, khách, ảnh", *COMMUNE, SEALED),
    _right("launch.change", "lập lễ ra mắt, mời khách, đăng ảnh và tin", CHAIR, ADMIN),
    _right("difficulty.read", "xem khó khăn của xã, câu trả lời dùng chung", *COMMUNE, SEALED),
    _right("difficulty.change", "nêu khó khăn lên cấp trên, hỏi tiếp, khép lại", CHAIR, ADMIN),
    _right("difficulty.answer", "trả lời khó khăn của xã, công bố câu trả lời", OVERSEER, reach=Reach.BELOW),
    _right("pack.read", "xem bộ kinh nghiệm của các xã trong tỉnh", *COMMUNE, SEALED),
    _right("pack.publish", "công bố, rút bộ kinh nghiệm của xã", CHAIR, ADMIN),
    _right("pack.take", "nhận bộ kinh nghiệm của xã khác", CHAIR, ADMIN),
    _right("pack.recommend", "xem, khuyên dùng bộ kinh nghiệm của các xã", OVERSEER, reach=Reach.BELOW),
    _right("skilful.read", "xem sổ Dân vận khéo", *COMMUNE, SEALED),
    _right("skilful.register", "đăng ký, công nhận, dừng mô hình Dân vận khéo", CHAIR, ADMIN),
    _right("skilful.follow", "ghi kết quả theo dõi mô hình Dân vận khéo", *COMMUNE),
    _right("notice.read", "xem lịch nghỉ, thông báo nghỉ, ngày hẹn nào sẽ đổi", ADMIN, CHAIR, OVERSEER),
    _right("notice.enter", "nhập thông báo nghỉ, đề nghị thu hồi", ADMIN, CHAIR, OVERSEER),
    _right("notice.approve", "người thứ hai duyệt thông báo nghỉ", ADMIN, CHAIR, OVERSEER),
    _right("training.read", "xem khóa, lớp tập huấn; ghi mình có mặt, làm bài", *EVERYBODY),
    _right("training.run", "lập khóa, mở lớp, điểm danh, chốt lớp", CHAIR, ADMIN, OVERSEER),
    _right("reorganisation.read", "xem các đề nghị sắp xếp đơn vị", *EVERYBODY),
    _right("reorganisation.propose", "đề nghị nhập, chia, đổi tên, đổi mã, đổi loại", ADMIN, OVERSEER),
    _right("reorganisation.arrange", "ghi người, thôn về đơn vị mới nào khi chia", ADMIN),
    _right("reorganisation.allot", "ghi hồ sơ về đơn vị mới nào khi chia", CHAIR, HANDLER, CLERK),
    _right("reorganisation.decline", "không duyệt, rút đề nghị sắp xếp", CHAIR, ADMIN, OVERSEER),
    _right("reorganisation.approve", "người thứ hai duyệt việc sắp xếp", CHAIR),
    _right("reorganisation.carry_out", "thực hiện việc sắp xếp đã duyệt", ADMIN, elevated=True),
    _right("overview.read", "xem số liệu và việc vượt hạn của các xã", OVERSEER, reach=Reach.BELOW),
)


def _moves() -> Iterable[Right]:
    """Read the rights to move a dossier from the machine: staff roles only."""
    for name, move in MACHINE.moves.items():
        roles = frozenset(move.by) & frozenset(READERS)
        if roles:
            yield Right("dossier", name, roles, move.label)


def _checked(rights: Iterable[Right]) -> Mapping[str, Right]:
    found: dict[str, Right] = {}
    for right in rights:
        if right.kind not in KINDS or not right.roles or not right.roles <= frozenset(EVERYBODY):
            raise ValueError(f"{right.name}: unknown kind or role, or nobody may")
        if right.name in found:
            raise ValueError(f"{right.name} stands twice")
        found[right.name] = right
    return found


RIGHTS: Final = _checked((*_TABLE, *_moves()))


def allowed(right: str, roles: Iterable[str]) -> bool:
    """Tell whether one of the roles has a right; one that the table does not know raises ``KeyError``."""
    held, asked = frozenset(roles), RIGHTS[right]
    return not asked.roles.isdisjoint(held) and asked.never.isdisjoint(held)


def lent_under(right: str) -> str:
    """Return the kind of record that a right is lent under: letters of apology are moves of their dossier."""
    kind, _, act = right.partition(".")
    return "apology" if act.endswith("_apology") else kind


def kinds_of(roles: Iterable[str]) -> tuple[str, ...]:
    """Return the kinds of record on which one of the roles has a right that not everybody has, in table order."""
    held = frozenset(roles)
    found = {lent_under(one.name) for one in RIGHTS.values() if one.roles & held and one.roles != frozenset(EVERYBODY)}
    return tuple(kind for kind in KINDS if kind in found)


def needs_second_factor(roles: Iterable[str]) -> bool:
    """Tell whether a password alone is not enough for one of the roles."""
    return not SECOND_FACTOR.isdisjoint(roles)
