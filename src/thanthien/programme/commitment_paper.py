"""The sheet of a commitment: what is printed for signing by hand, or for the wall once it is signed."""

from datetime import date

from thanthien.org import service as org
from thanthien.papers import service as papers
from thanthien.programme.models import Commitment, CommitmentState
from thanthien.rules.commitment import BODY, Witness, mark

_TEXT_BEGINS: int = 3  # "CAM KẾT", the title and the unit stand in the head of the sheet


def sheet(row: Commitment, day: date) -> dict[str, object]:
    """Return the sheet as ``papers.render`` takes it: the signed text letter by letter, and its mark at the end."""
    office = org.office_of(row.unit_id)
    unit = office.unit
    head = papers.Letterhead(
        superior="Ủy ban nhân dân", body=str(unit), place=office.place_name or unit.name, unit=f"UBND {unit}",
        address=office.address, phone=office.phone,
    )  # fmt: skip
    lines = row.text.rstrip("\n").split("\n")
    body, _, before = "\n".join(lines[_TEXT_BEGINS:]).partition("\n\nTrước sự chứng kiến của:\n")
    witnesses = [Witness(**one) for one in row.witnesses]
    signers = [papers.Signer(("NGƯỜI ĐẠI DIỆN" if row.scope == BODY else "NGƯỜI CAM KẾT",), row.signer)]
    signers += [papers.Signer(("NGƯỜI CHỨNG KIẾN",), one.name) for one in witnesses]
    return papers.to_json(
        papers.Official(
            head=head, name="Bản cam kết", title=lines[1], number=None, issued_on=row.signed_on or day,
            parts=(
                papers.Part("", tuple(line for line in body.split("\n") if line)),
                papers.Part("Trước sự chứng kiến của:", tuple(before.split("\n"))),
                papers.Part("", (_ending(row),)),
            ),
            signers=tuple(signers),
        )
    )  # fmt: skip


def _ending(row: Commitment) -> str:
    code = f"Mã của bản này: {mark(row.sha256)} (tám chữ đầu của SHA-256 tính trên lời cam kết)."
    if row.state == CommitmentState.DRAFT:
        return f"Ký ngày ...... tháng ...... năm .......... {code}"
    how = "trong máy, có bước xác nhận thứ hai" if row.way == "app" else "trên giấy"
    assert row.signed_on is not None
    return f"Đã ký {how} ngày {row.signed_on:%d/%m/%Y}. {code}"
