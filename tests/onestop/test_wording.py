"""What the page says: unknown never reads as free, no limit never reads as a date."""

from datetime import date

from thanthien.onestop import catalogue_data
from thanthien.onestop.catalogue_shape import Procedure
from thanthien.onestop.wording import (
    NO_FEE_KNOWN,
    NO_LIMIT,
    WAITING,
    beforehand,
    how_long,
    how_much,
    replaced,
    unconfirmed,
    where,
    who,
)

ALL = catalogue_data.load().procedures


def get(code: str) -> Procedure:
    found = catalogue_data.load().get(code)
    assert found is not None
    return found


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_how_long() -> None:
    assert plain(how_long(get("1.001193").limit).text) == "Trong ngày nếu nộp trước 15 giờ"
    assert plain(how_long(get("1.004884").limit).text) == "5 ngày làm việc"
    assert plain(how_long(get("1.012812").limit).text) == "30 ngày"
    assert plain(how_long(get("1.004946").limit).text) == "12 giờ"


def test_no_limit_no_figure() -> None:
    for one in ALL:
        if not one.limit.known:
            said = how_long(one.limit)
            assert said.text == NO_LIMIT
            assert said.tag == WAITING


def test_a_figure_from_an_older_text_is_not_called_certain() -> None:
    said = how_long(get("1.010803").limit)
    assert plain(said.text) == "27 ngày làm việc"
    assert said.tag == WAITING
    assert "2025" in said.more[-1]


def test_each_case_has_its_line() -> None:
    lines = [plain(line) for line in how_long(get("1.013225").limit).more]
    assert lines == ["Công trình: 10 ngày làm việc", "Nhà ở riêng lẻ: 7 ngày làm việc"]
    assert "chưa rõ" in how_long(get("1.004884").limit).more[0]
    assert WAITING in how_long(get("1.005461").limit).more[0]


def test_only_a_fee_that_was_read_says_free() -> None:
    for one in ALL:
        said = how_much(one.fee)
        assert ("Không mất tiền" in said.text) == (one.fee.status == "free" and one.fee.verified), one.code
        assert "miễn phí" not in said.text.lower()
        assert said.text


def test_how_much() -> None:
    birth = how_much(get("1.001193").fee)
    assert birth.text == "Không mất tiền nếu làm đúng hạn"
    assert "Quá hạn" in birth.more[0]
    assert how_much(get("1.001731").fee).text == NO_FEE_KNOWN
    assert how_much(get("1.004873").fee).text == "Theo nghị quyết của tỉnh"
    assert how_much(get("1.004873").fee).tag == "chờ xác nhận mức thu"
    assert plain(how_much(get("2.001263").fee).text) == "400.000 đ một trường hợp"
    both = plain(how_much(get("1.004222").fee).text)
    assert both == "Trực tiếp 20.000 đ một lần; trực tuyến 10.000 đ một lần"
    assert plain(how_much(get("1.002755").fee).text) == "15.000 đ"


def test_where() -> None:
    assert where(get("1.001193"), online=True).text == "Qua mạng, hoặc bất kỳ Một cửa nào trong tỉnh"
    assert where(get("1.001193"), online=False).text == "Bất kỳ Một cửa nào trong tỉnh"
    assert where(get("1.000419"), online=True).text == "Bất kỳ Một cửa nào trong tỉnh"
    assert "Công an xã" in where(get("1.004222"), online=True).more[0]
    assert "Sở Nội vụ" in where(get("2.002307"), online=True).more[0]
    assert where(get("2.002396"), online=True).text == get("2.002396").why_not


def test_who_reads_as_one_line() -> None:
    assert who(get("1.001193")) == "Công dân Việt Nam, người Việt Nam định cư ở nước ngoài"
    assert [one.code for one in ALL if "không bao gồm" in who(one)] == []


def test_dates_of_a_procedure() -> None:
    assert replaced(get("1.011607"), date(2026, 11, 22)) == (
        "Thủ tục này làm đến hết ngày 31/12/2026. Sau đó là thủ tục 1.116214 và 1.116215."
    )
    assert "hết hiệu lực" in replaced(get("1.011607"), date(2027, 1, 2))
    assert "3.000722" in replaced(get("2.000986"), date(2026, 11, 22))
    assert replaced(get("1.001193"), date(2026, 11, 22)) == ""
    assert plain(beforehand(get("1.003622"))) == "Báo cho xã trước ít nhất 20 ngày."


def test_what_is_still_to_be_confirmed_is_named_in_vietnamese() -> None:
    assert unconfirmed(get("1.001193")) == ["mẫu tờ khai", "mức nộp qua mạng"]
    known = {word for one in ALL for word in one.unverified_fields}
    assert known <= {"online_level", "papers", "forms", "result", "legal_basis", "fee", "time_limit",
                     "everything not listed in verified_fields"}  # fmt: skip
