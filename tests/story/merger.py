"""2025-07-01: the district ends, four communes become one (NQ 1661/NQ-UBTVQH15)."""

from datetime import date

from tests.story.conftest import On
from tests.story.house import PASSWORD

DAY = date(2025, 7, 1)
LAW = "1661/NQ-UBTVQH15"


def proposed_and_approved(on: On) -> None:
    """The district proposes, with the text; the chair of one of the communes approves."""
    with on("huyen", date(2025, 6, 23)) as she:
        she.open("/can-bo/sap-xep/").follow("Lập đề nghị")
        she.page.get_by_label("Nhập", exact=False).first.check()
        she.page.locator("#id_old").fill("03298\n03283\n03277\n03284")
        she.page.locator("#id_name_1").fill("Chiềng Sinh")
        she.page.locator("#id_unit_kind_1").select_option("commune")
        she.page.locator("#id_code_1").fill("03283")
        she.fill(law_number=LAW, law_issuer="Ủy ban Thường vụ Quốc hội", law_day=date(2025, 6, 16), effective_on=DAY)
        she.press("Lập đề nghị").reads("Cái gì theo ai").looks("sap-xep-xem-truoc")
    with on("chu", date(2025, 6, 24)) as he:
        he.open("/can-bo/sap-xep/").follow("Nhập").press("Duyệt việc sắp xếp").reads("Đã duyệt")


def carried_out_on_the_day(on: On) -> None:
    """On the day itself an administrator of one of the communes carries it out."""
    with on("quan", DAY) as she:
        she.open("/can-bo/sap-xep/").follow("Nhập").follow("Thực hiện")
        she.fill(reason="Thực hiện nghị quyết sắp xếp đơn vị", proof=PASSWORD).press("Mở phiên 15 phút")
        she.press("Thực hiện").reads("Đã thực hiện")


def history_stays_and_the_new_commune_begins_anew(on: On) -> None:
    """The new commune goes on in the model under the province; promises are to be made anew, the old ones are read."""
    with on("chu", date(2025, 7, 2)) as he:
        he.open("/can-bo/mo-hinh/").reads("nối tiếp đơn vị cũ", "quyết định thành lập ban").looks("sau-sap-xep")
        he.open("/can-bo/mo-hinh/cam-ket/").reads("Chưa ai ký cam kết ở đây")
    with on("tinh", date(2025, 7, 2)) as he:
        he.open("/cap-tren/mo-hinh/").follow("Chính quyền thân thiện").reads("Chiềng Sinh")
