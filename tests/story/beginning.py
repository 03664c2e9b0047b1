"""How the commune prepares in the story: board, plan, readiness, a difficulty, training, what hangs in the office."""

from datetime import date
from pathlib import Path

from tests.files.samples import jpeg
from tests.story.conftest import On

CHAIR = "Lường Văn Chủ, Chủ tịch UBND xã"
HANDLER = "Cà Văn Xử, Công chức tư pháp, hộ tịch"
SCANNER = "Chưa có máy quét cho Bộ phận Một cửa"
BOARD = "Ban Chỉ đạo xây dựng chính quyền thân thiện"


def photo(folder: Path, name: str) -> str:
    """Take a photo."""
    path = folder / f"{name}.jpg"
    path.write_bytes(jpeg(640, 480))
    return str(path)


def board_founded(on: On) -> None:
    """A board by decision."""
    day = date(2024, 5, 13)
    with on("chu", day) as he:
        he.open("/can-bo/to-chuc/ban/").follow("Ghi quyết định thành lập ban")
        he.fill(number="25/QĐ-UBND", decided_on=day, issuer="Chủ tịch UBND xã", kind="Ban Chỉ đạo", name=BOARD)
        he.fill(p1_who=CHAIR, p2_who=HANDLER, p3_name="Lò Văn Mặt", p3_post="Chủ tịch UBMTTQ xã")
        he.page.locator('[name="p1_role"]').select_option("head")
        he.send().reads(BOARD)


def rules_of_the_board(on: On) -> None:
    """Its operating rules."""
    day = date(2024, 5, 13)
    with on("chu", day) as he:
        he.open("/can-bo/to-chuc/ban/").follow(BOARD).follow("Ghi quy chế")
        he.fill(number="26/QĐ-UBND", decided_on=day, issuer="Chủ tịch UBND xã")
        he.fill(rules="Ban họp mỗi tháng một lần. Trưởng ban kết luận; thành viên báo cáo việc được giao.")
        he.send().reads("Quy chế hoạt động, bản 1")


def plan_of_the_year(on: On) -> None:
    """A plan with two tasks, issued: the commune is founded in the model."""
    day = date(2024, 5, 15)
    with on("chu", day) as he:
        he.open("/can-bo/mo-hinh/ke-hoach/").follow("Lập kế hoạch năm")
        he.fill(year="2024", title="Kế hoạch xây dựng chính quyền thân thiện", budget="40000000")
        he.send().follow("Kế hoạch xây dựng chính quyền thân thiện")
        for title, due in (("Sửa chỗ ngồi chờ của bà con", date(2024, 7, 15)), ("Phát thanh ở bản", date(2024, 9, 1))):
            he.follow("Thêm việc").fill(title=title, product="Có ảnh, có biên bản", starts_on=day, due_on=due)
            he.page.locator('[name="area"]').select_option(index=1)
            he.page.locator('[name="owner"]').select_option(index=1)
            he.send().reads(title)
        he.follow("Ban hành").fill(number="12/KH-UBND", on=day, issuer="Chủ tịch UBND xã").send()
        he.open("/can-bo/mo-hinh/").reads("có ban, quy chế, kế hoạch").looks("xa-co-ban-ke-hoach")


def readiness_looked_at(on: On) -> None:
    """Every item of the list answered on the spot; the review is finished."""
    with on("chu", date(2024, 5, 20)) as he:
        he.open("/can-bo/mo-hinh/ra-soat/").follow("Bắt đầu rà soát").send()
        he.open("/can-bo/mo-hinh/ra-soat/").follow("Trả lời lần 1")
        for group in he.page.locator("details[data-group]").all():
            if group.get_attribute("open") is None:
                group.locator("summary").click()
            for item in group.locator("form[data-item]").all():
                item.locator("label").filter(has=he.page.locator('input[name="answer"]')).first.click()
                item.get_by_role("button").first.click()
                he.settled(item.locator("[data-told]"))
        he.looks("ra-soat-tra-loi")
        he.open("/can-bo/mo-hinh/ra-soat/").follow("Xem lần 1").follow("Khép lần này").send()
        he.open("/can-bo/mo-hinh/").reads("đã rà soát điều kiện")


def difficulty_answered_by_the_district(on: On) -> None:
    """What the commune cannot do alone goes up and comes back answered."""
    with on("chu", date(2024, 5, 21)) as he:
        he.open("/can-bo/mo-hinh/kho-khan/").follow("Nêu khó khăn")
        he.fill(title=SCANNER, text="Máy cũ hỏng từ tháng ba, bà con phải đi chụp ở ngoài. Xin huyện cấp máy.")
        he.page.locator('[name="area"]').select_option(index=1)
        he.send().reads(SCANNER)
    with on("huyen", date(2024, 5, 24)) as she:
        she.open("/cap-tren/mo-hinh/kho-khan/").follow(SCANNER).follow("Trả lời")
        she.fill(text="Huyện điều một máy quét về xã, giao ngày 30/5; Phòng Tài chính lo kinh phí.")
        she.send().reads("Huyện điều một máy quét về xã").looks("huyen-tra-loi")


def difficulty_closed(on: On) -> None:
    """The commune says that it is solved."""
    with on("chu", date(2024, 5, 31)) as he:
        he.open("/can-bo/mo-hinh/kho-khan/").follow(SCANNER).reads("Huyện điều một máy quét về xã").follow("Khép lại")
        he.page.locator('[name="outcome"]').first.check()
        he.send().reads("Đã khép")


def everybody_trained(on: On) -> None:
    """A course on the ten principles, a session, who was there, what they learned."""
    title, day = "Mười nguyên tắc giao tiếp với bà con", date(2024, 6, 5)
    with on("chu", date(2024, 6, 3)) as he:
        he.open("/can-bo/mo-hinh/tap-huan/").follow("Lập khóa tập huấn").fill(title=title).send()
        he.open("/can-bo/mo-hinh/tap-huan/").follow(title).follow("Mở lớp")
        he.fill(day=day, starts="8 giờ", ends="10 giờ", place="Hội trường xã", trainer="Lò Thị Huyền, huyện")
        he.page.locator('[name="keeper"]').select_option(label=CHAIR)
        he.page.locator('[name="audience"]').first.check()
        he.send()
    with on("chu", day, "10:30") as he:
        he.open("/can-bo/mo-hinh/tap-huan/").follow(title)
        he.page.locator('a[href*="/tap-huan/lop/"]').first.click()
        he.follow("Điểm danh tay")
        for box in he.page.locator('input[name="staff"]').all():
            box.check()
        he.send().follow("Chốt lớp")
        he.fill(report="Cả xã học mười nguyên tắc, tập chào hỏi và xin lỗi bà con.").send()
        he.open("/can-bo/mo-hinh/").reads("đã tập huấn")


def rules_and_forms_hang(on: On) -> None:
    """House rules, forms, procedures hang; the waiting room is put right."""
    kinds = ("Nội quy", "Biểu mẫu", "Thủ tục hành chính", "Chỉnh trang nơi làm việc")
    with on("motcua", date(2024, 6, 10)) as she:
        for kind in kinds:
            she.open("/can-bo/mo-hinh/niem-yet/").follow("Ghi niêm yết, chỉnh trang")
            she.fill(kind=kind, title=f"{kind} mới", place="cạnh quầy 1", on=date(2024, 6, 10))
            she.page.locator('[name="photo"]').set_input_files(photo(she.folder, "bang"))
            she.send().reads(f"{kind} mới")
        she.looks("niem-yet")
        she.open("/can-bo/mo-hinh/").reads("đã niêm yết, chỉnh trang")
