"""Legal grounds as officers choose them: not numbers in raw order with the circulars on fees first."""

import pytest

from thanthien.rules.legal_texts import in_order


def test_a_law_stands_before_decrees_and_fees_stand_last() -> None:
    found = in_order(["85/2019/TT-BTC", "04/2020/TT-BTP", "123/2015/NĐ-CP", "60/2014/QH13", "85/2019/TT-BTC"])
    assert [one.value for one in found] == ["60/2014/QH13", "123/2015/NĐ-CP", "04/2020/TT-BTP", "85/2019/TT-BTC"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("123/2015/NĐ-CP", "Nghị định 123/2015/NĐ-CP: hướng dẫn Luật Hộ tịch"),
        ("NĐ 23/2015/NĐ-CP", "Nghị định 23/2015/NĐ-CP: chứng thực bản sao, chữ ký, hợp đồng"),
        ("Thông tư số 281/2016/TT-BTC", "Thông tư 281/2016/TT-BTC: phí khai thác dữ liệu hộ tịch"),
        ("Luật Trẻ em 102/2016/QH13", "Luật Trẻ em 102/2016/QH13"),
        ("08/2025/TT-BTP", "Thông tư 08/2025/TT-BTP"),
        ("NQLT 01/2014/NQLT-CP-UBTWMTTQVN", "Liên tịch 01/2014/NQLT-CP-UBTWMTTQVN"),
        ("Hương ước của thôn", "Hương ước của thôn"),
        ("", ""),
    ],
)
def test_a_number_says_what_it_is_about(text: str, label: str) -> None:
    assert in_order([text])[0].label == label
