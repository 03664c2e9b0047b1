"""Why a file was not taken: what happened, and what to do now. Never "không hợp lệ"."""

from typing import Final

from thanthien.core.errors import Refused

MB: Final = 1024 * 1024
BRING: Final = "hoặc chọn “Tôi sẽ mang đến”."
TAKEN: Final = "Xã nhận ảnh (JPG, PNG, WEBP), PDF và Word (.docx)."
_PICTURES: Final = frozenset(
    {"jpg", "jpeg", "jpe", "jfif", "png", "webp", "heic", "heif", "gif", "svg", "bmp", "tif", "tiff", "avif"}
)

# {it}: "Ảnh chung-sinh.jpg" or "Tệp to-khai.pdf". The rest of the names are filled by the inspector.
_SENTENCES: Final[dict[str, str]] = {
    "empty": "{it} trống, bên trong chưa có gì. Chọn lại tệp, {bring}",
    "too_big": "{it} nặng {size}, xã nhận đến {limit}. {smaller}, {bring}",
    "together": "{it} chưa gửi được: các tệp gửi cùng lúc nặng quá {limit}. Gửi từng tệp một, {bring}",
    "heic": "{it} lưu kiểu HEIC, máy của xã chưa mở được. Chụp màn hình ảnh đó rồi gửi, {bring}",
    "type": "{it} là {found}, xã chưa mở được. {taken} Chụp ảnh tờ giấy rồi gửi, {bring}",
    "name": "{it} có đuôi tên lạ nên xã chưa mở được. {taken} Chụp ảnh tờ giấy rồi gửi, {bring}",
    "lying": "{it} mang đuôi tên của {claimed}, nhưng bên trong là {found}. Chọn lại đúng tệp, {bring}",
    "hidden": "{it} có thứ khác giấu bên trong. Mở tệp, lưu lại thành PDF mới rồi gửi, {bring}",
    "bomb": "{it} mở ra lớn bất thường, máy của xã không mở. Mở bằng Word, lưu thành PDF rồi gửi, {bring}",
    "macro": "{it} có đoạn lệnh tự chạy (macro). Mở bằng Word, lưu thành PDF rồi gửi, {bring}",
    "embedded": "{it} có tệp khác gắn bên trong. Mở bằng Word, lưu thành PDF rồi gửi, {bring}",
    "external": "{it} lấy nội dung từ nơi khác trên mạng. Mở bằng Word, lưu thành PDF rồi gửi, {bring}",
    "pixels": "{it} có {width} × {height} điểm ảnh, xã nhận đến {most} triệu điểm. {smaller}, {bring}",
    "broken": "{it} bị hỏng hoặc chưa tải lên trọn vẹn. Chọn lại tệp rồi gửi, {bring}",
    "locked": "{it} có mật khẩu nên xã không mở được. Bỏ mật khẩu rồi gửi lại, {bring}",
    "pages": "{it} có {pages} trang, xã nhận đến {most} trang mỗi tệp. Chia thành nhiều tệp, {bring}",
    "heavy": "{it} mở ra quá nặng với máy của xã. Chụp ảnh tờ giấy rồi gửi, {bring}",
}


class UploadRefused(Refused):
    """The file is not taken; ``code`` says which rule (``upload-empty``, ``upload-lying`` …)."""


def megabytes(size: int) -> str:
    """Write a size with a decimal comma, rounded up, so that it never reads as the limit itself."""
    tenths = -(-size * 10 // MB)
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest}\u00a0MB" if rest else f"{whole}\u00a0MB"


def grouped(number: int) -> str:
    """Write 20000 as 20.000."""
    return f"{number:,}".replace(",", ".")


def refuse(code: str, name: str, **facts: str) -> UploadRefused:
    """Return the refusal whose sentence names the file as the person knows it."""
    picture = name.rpartition(".")[2].lower() in _PICTURES
    words = {
        "it": f"{'Ảnh' if picture else 'Tệp'} {name}",
        "smaller": "Chụp lại cỡ nhỏ hơn" if picture else "Lưu lại cỡ nhỏ hơn",
        "bring": BRING,
        "taken": TAKEN,
    }
    return UploadRefused(_SENTENCES[code].format(**words, **facts), field="", code=f"upload-{code}")
