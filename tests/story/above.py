"""What the district does in the story: it chooses, guides, answers and recognises."""

from datetime import date

from tests.story.conftest import On

MODEL = "Chính quyền thân thiện, vì Nhân dân phục vụ"
DISTRICT = "UBND huyện Tuần Giáo"


def chosen_by_the_district(on: On) -> None:
    """The district founds the model, chooses the commune with reasons, and sends plan and guide."""
    day = date(2024, 5, 6)
    with on("huyen", day) as she:
        she.open("/cap-tren/mo-hinh/").follow("Lập mô hình")
        she.fill(name=MODEL, starts_on=day, number="45/QĐ-UBND", on=day, issuer=DISTRICT)
        she.send().follow(MODEL).follow("Chọn xã")
        she.fill(units="xã Chiềng Sinh", reasons="Cán bộ trẻ, Bộ phận Một cửa mới sửa, bà con đồng thuận.")
        she.fill(number="46/QĐ-UBND", on=day, issuer=DISTRICT).send().reads("Xã Chiềng Sinh")
        she.follow("Ghi văn bản hướng dẫn")
        she.fill(number="60/KH-UBND", on=day, issuer=DISTRICT, title="Kế hoạch và hướng dẫn thực hiện")
        she.send().reads("60/KH-UBND").looks("huyen-bang-cac-xa")
    with on("chu", day) as he:
        he.open("/can-bo/mo-hinh/").reads("có kế hoạch, hướng dẫn").looks("xa-moi-duoc-chon")


def recognised_by_the_district(on: On) -> None:
    """The final review stands: the district recognises the commune."""
    day = date(2025, 5, 20)
    with on("huyen", day) as she:
        she.open("/cap-tren/mo-hinh/").follow(MODEL).follow("Công nhận")
        she.fill(unit="xã Chiềng Sinh", number="301/QĐ-UBND", on=day, issuer=DISTRICT).send()
        she.reads("Được công nhận")
