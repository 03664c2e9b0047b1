"""The acts of the model in the words of the journal (``office.journal``)."""

from typing import Final

ACTS: Final = {
    "inspection.assign": "giao việc khắc phục", "inspection.begin": "bắt đầu kiểm tra",
    "inspection.cancel": "thôi cuộc kiểm tra", "inspection.check": "kiểm lại việc khắc phục",
    "inspection.close": "kết thúc kiểm tra", "inspection.fill": "ghi phiếu kiểm tra",
    "inspection.find": "ghi điều chưa đạt", "inspection.fix": "báo đã khắc phục",
    "inspection.plan": "lập cuộc kiểm tra", "inspection.to_plan": "đưa điều chưa đạt vào kế hoạch năm",
    "plan.add": "thêm việc vào kế hoạch năm", "plan.change": "sửa việc của kế hoạch năm",
    "plan.done": "ghi việc của kế hoạch đã xong", "plan.drop": "bỏ một việc của kế hoạch",
    "plan.issue": "ban hành kế hoạch năm", "plan.make": "lập kế hoạch năm", "plan.reopen": "mở lại việc của kế hoạch",
    "programme.choose": "chọn xã làm mô hình", "programme.found": "lập mô hình",
    "programme.guide": "ghi văn bản hướng dẫn mô hình", "programme.leave": "ghi xã thôi mô hình",
    "programme.recognise": "công nhận xã làm mô hình",
}  # fmt: skip
