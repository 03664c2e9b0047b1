"""The acts of the counter's parts (queue, fees, calendar …) in the words of the journal (``office.journal``)."""

from collections.abc import Mapping
from typing import Final

ACTS: Final[Mapping[str, str]] = {
    "ticket.take": "cho số thứ tự", "ticket.call": "gọi số tiếp", "ticket.call_one": "gọi một số",
    "ticket.recall": "gọi lại số", "ticket.serve": "xong một số", "ticket.miss": "ghi gọi chưa thấy",
    "ticket.transfer": "chuyển số sang quầy khác", "ticket.bring_back": "cho số đợi lại",
    "ticket.cancel": "bỏ một số", "ticket.give_up": "thôi đợi", "ticket.close_day": "khép số của ngày cũ",
    "ticket.counter": "ghi quầy nhận việc gì", "ticket.kiosk": "thêm máy lấy số",
    "ticket.kiosk_admit": "cho máy lấy số vào", "ticket.kiosk_end": "thôi cho máy phát số", "ticket.kiosk_paper": "ghi máy hết giấy, có giấy",
    "registrant.change": "sửa tổ chức nộp hồ sơ", "dossier.reuse_paper": "dùng lại giấy đã nộp, có đồng ý",
    "booking.set": "đặt cách cho hẹn giờ", "booking.book": "đặt lịch hẹn", "booking.move": "đổi giờ hẹn",
    "booking.cancel": "hủy lịch hẹn", "booking.mark": "ghi đến theo hẹn", "booking.remind": "nhắc lịch hẹn",
    "booking.forget": "xóa tên trong lịch hẹn cũ",
    "dossier.take_over": "nhận hồ sơ từ hệ thống khác", "intake.show": "đọc tệp hồ sơ từ nơi khác",
    "intake.confirm": "nạp tệp hồ sơ từ nơi khác", "intake.drop": "bỏ tệp hồ sơ từ nơi khác",
    "intake.loaded": "nạp xong tệp hồ sơ", "intake.make_key": "cấp khóa cho hệ thống khác",
    "intake.end_key": "thu khóa của hệ thống khác",
    "fee.assess": "tính lệ phí", "fee.change": "đổi mức thu", "fee.void": "bỏ khoản thu", "fee.collect": "thu lệ phí",
    "fee.void_receipt": "hủy phiếu thu", "cash.open": "mở sổ quỹ", "cash.close": "chốt sổ quỹ",
    "payment.start": "mở lần nộp qua mạng", "payment.notify": "bên thanh toán báo có",
    "payment.settle": "xem tiền báo lệch", "refund.propose": "đề nghị hoàn tiền",
    "refund.decide": "quyết định hoàn tiền", "refund.pay": "trả lại tiền",
    "catalogue.read_file": "nạp tệp danh mục, chờ duyệt", "catalogue.take_file": "quyết định tệp danh mục",
    "channel.rule": "đặt giờ yên lặng, cách gửi tin nhắn", "message.hand_list": "đưa danh sách cho trưởng thôn",
    "message.tick": "ghi trưởng thôn đã báo", "message.fall_back": "tin không tới, chuyển cách khác",
    "message.redirect": "gửi tin bằng cách khác", "message.digest": "báo các tin chưa đến",
    "dossier.tell_by": "đổi cách báo tin", "dossier.stop_number": "dừng nhắn đến số của người khác",
    "certificate.make": "tạo chứng thư thử nghiệm", "paper.keep_signature": "đặt chữ ký số lên giấy",
    "paper.signature_failed": "chưa ký số được", "paper.sign": "ký số giấy", "paper.sign_again": "cho ký số lại",
    "paper.recall": "thu hồi giấy đã phát hành", "courtesy.draft": "soạn thư của xã",
    "courtesy.begin": "soạn thư cảm ơn", "courtesy.revise": "sửa lời thư của xã",
    "courtesy.release": "xem lại, cho gửi thư của xã", "courtesy.sign": "ký thư của xã",
    "courtesy.hand": "trao thư của xã", "courtesy.withdraw": "thôi gửi thư của xã",
    "courtesy.forget": "xóa tên trong thư cũ của xã",
}  # fmt: skip
