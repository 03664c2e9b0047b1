"""The launch of the story: commitments before witnesses, and the day itself, 17/6/2024."""

from datetime import date

from tests.story.beginning import photo
from tests.story.conftest import On

DAY = date(2024, 6, 17)
TITLE = "Lễ ra mắt mô hình Chính quyền thân thiện"


def day_is_set(on: On) -> None:
    """The day, its programme, its guests."""
    with on("chu", date(2024, 6, 11)) as he:
        he.open("/can-bo/mo-hinh/ra-mat/").follow("Đặt ngày ra mắt")
        he.fill(title=TITLE, on=DAY, begins="8:00", ends="10:30", place="Hội trường UBND xã").send()
        he.follow(TITLE).follow("Thêm nội dung").fill(at="8:15", title="Chủ tịch xã phát biểu", who="Lường Văn Chủ")
        he.page.locator('[name="kind"]').first.check()
        he.send().follow("Thêm khách").fill(text="Lò Thị Huyền, Ban Chỉ đạo huyện\nCà Văn Bản, trưởng bản")
        he.send().reads("Khách mời")


def signed_before_witnesses(on: On) -> None:
    """On its morning the chair signs with a fresh code, before somebody of the district."""
    with on("chu", DAY) as he:
        he.open("/can-bo/mo-hinh/cam-ket/cua-toi/").follow("Lập cam kết của tôi")
        he.page.locator('[name="picks"]').first.check()
        he.fill(witnesses="Lò Thị Huyền; Chuyên viên; Ban Chỉ đạo huyện").send()
        he.open("/can-bo/mo-hinh/cam-ket/").follow("Lường Văn Chủ").follow("Ký").looks("ky-cam-ket")
        he.fill(code=he.page.locator("[data-demo-code]").first.inner_text()).press("Ký cam kết")
        he.reads("Lường Văn Chủ").looks("cam-ket-da-ky")


def launched_on_the_day_of_the_seed(on: On) -> None:
    """It was held: a photo, how many came; the news stands on the commune's page."""
    with on("chu", DAY, "11:00") as he:
        he.open("/can-bo/mo-hinh/ra-mat/").follow(TITLE).follow("Thêm ảnh")
        he.page.locator('[name="photo"]').set_input_files(photo(he.folder, "le"))
        he.page.locator('[name="agreed"]').check()
        he.fill(caption="Bà con và cán bộ xã ở hội trường").send().follow("Buổi lễ đã diễn ra")
        he.fill(attendance="120").send().looks("ngay-ra-mat")
        he.follow("Viết tin").send().follow("Đăng tin").send()
        he.open("/can-bo/mo-hinh/").reads("đã ra mắt, ký cam kết")
