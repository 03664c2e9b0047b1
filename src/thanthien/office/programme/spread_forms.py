"""Forms of spreading: publish a pack, take it, take it back, recommend it."""

from collections.abc import Sequence
from typing import Any

from thanthien.web.forms import ChecksField, OnceField, PageForm, TextField


class PublishForm(PageForm):
    """A commune's proven set."""

    once = OnceField()
    name = TextField(label="Tên bộ kinh nghiệm", hint="Ví dụ: Một cửa ba quầy, không ai chờ quá mười phút", limit=200)
    words = TextField(label="Xã đã làm thế nào, được gì", hint="Xã khác đọc lời này để biết có hợp không", limit=5000,
                      rows=5, ask="Kể xã đã làm thế nào, được gì.")  # fmt: skip
    sections = ChecksField(label="Đưa vào những phần nào", choices=(), dense=True, ask="Chọn ít nhất một phần.")

    def __init__(self, data: Any = None, *, sections: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("sections", sections)


class WithdrawForm(PageForm):
    """Why a pack is taken back."""

    once = OnceField()
    reason = TextField(label="Vì sao rút", limit=300, rows=2)


class RecommendForm(PageForm):
    """Why communes should look at a pack."""

    once = OnceField()
    words = TextField(label="Vì sao nên dùng, hợp với xã nào", limit=500, rows=3)
