"""The model runs in the story: a task is done, the commune looks back, another one takes its pack."""

from datetime import date

from tests.story.conftest import On

PACK = "Một cửa sạch, bà con được ngồi"


def first_task_done(on: On) -> None:
    """A task of the plan with what shows it: the model is running."""
    day = date(2024, 7, 10)
    with on("chu", day) as he:
        he.open("/can-bo/mo-hinh/ke-hoach/").follow("Kế hoạch xây dựng chính quyền thân thiện").follow("Ghi xong")
        he.fill(on=day, evidence="Mua hai dãy ghế, một quạt; ảnh ở sổ niêm yết.", spent="12000000")
        he.send().looks("ke-hoach-nam")
        he.open("/can-bo/mo-hinh/").reads("đang thực hiện")


def _report(on: On, name: str, number: str, day: date, reached: str) -> None:
    with on("chu", day) as he:
        he.open("/can-bo/mo-hinh/van-ban/").follow(name).send().looks(f"bao-cao-{day:%Y}")
        he.follow("Ban hành").fill(number=number, on=day).send().reads(number)
        he.open("/can-bo/mo-hinh/").reads(reached)


def looked_back_half_way(on: On) -> None:
    """The preliminary report, filled from the records."""
    _report(on, "Báo cáo sơ kết", "88/BC-UBND", date(2024, 12, 20), "đã sơ kết")


def looked_back_at_the_end(on: On) -> None:
    """The final report."""
    _report(on, "Báo cáo tổng kết", "40/BC-UBND", date(2025, 5, 12), "đã tổng kết")


def pack_published(on: On) -> None:
    """What proved itself is published for the other communes."""
    with on("chu", date(2025, 5, 26)) as he:
        he.open("/can-bo/mo-hinh/nhan-rong/").follow("Công bố bộ kinh nghiệm của xã mình")
        he.fill(name=PACK, words="Hai dãy ghế, một quạt, chào trước khi hỏi: bà con ngồi chờ không bực.")
        for box in he.page.locator('input[name="sections"]').all():
            box.check()
        he.send().reads(PACK)


def pack_taken(on: On) -> None:
    """Nà Sáy takes it with one press: the model has spread."""
    with on("chu-say", date(2025, 6, 2)) as he:
        he.open("/can-bo/mo-hinh/nhan-rong/").follow(PACK).follow("Nhận bộ này").send()
        he.reads(PACK).looks("xa-ben-nhan-bo")
    with on("chu", date(2025, 6, 3)) as he:
        he.open("/can-bo/mo-hinh/").reads("Xã đã đi hết các bước").looks("het-cac-buoc")
