"""A paper of a dossier: a file whose limit is told beforehand, or "Tôi sẽ mang đến"."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField

from thanthien.core import text
from thanthien.web import words

_SALT: Final = "thanthien.web.paper"
_STAGED_FOR: Final = 24 * 3600
BRING: Final = ", hoặc chọn “Tôi sẽ mang đến”"
_PICTURE: Final = (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp")


@dataclass(frozen=True, slots=True)
class Takes:
    """What a field takes: endings of names, what the browser offers, what the field and a refusal say."""

    kinds: tuple[str, ...]
    accept: str
    told: str
    care: str
    refusal: str


PAPERS: Final = Takes(
    (*_PICTURE, ".pdf", ".docx"), "image/*,.pdf,.docx", "Ảnh chụp hoặc PDF", " Chụp rõ bốn góc.",
    "Xã chưa đọc được tệp {name}. Xã nhận ảnh (JPG, PNG), PDF hoặc Word{other}.",
)  # fmt: skip
PICTURES: Final = Takes(
    _PICTURE, "image/jpeg,image/png,image/webp", "Ảnh chụp (JPG, PNG)", "",
    "Ở đây chỉ nhận ảnh chụp (JPG, PNG), tệp {name} không phải ảnh. Chọn ảnh khác{other}.",
)  # fmt: skip
PDF: Final = Takes(
    (".pdf",), ".pdf,application/pdf", "Tệp PDF", "",
    "Ở đây chỉ nhận PDF. Lưu tệp {name} thành PDF rồi chọn lại{other}.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that the commune already holds for this form: its id there, name and size."""

    id: str
    name: str
    size: int

    @property
    def token(self) -> str:
        """What the page carries, signed, so that nobody can claim another person's file."""
        return signing.dumps([self.id, self.name, self.size], salt=_SALT, compress=True)


@dataclass(frozen=True, slots=True)
class Paper:
    """The answer of one field. ``file`` is new; ``kept`` came with an earlier press; ``bring``: on paper."""

    file: "UploadedFile[bytes] | None" = None
    bring: bool = False
    kept: Kept | None = None

    def __bool__(self) -> bool:
        return bool(self.file is not None or self.bring or self.kept)


def without_bring(sentence: str) -> str:
    """Return a refusal of :mod:`thanthien.core.files` for a place where nothing can be brought on paper."""
    return sentence.replace(BRING, "")


def read_token(token: str) -> Kept | None:
    """Return the file behind a token, or None when it was changed or is older than a day."""
    try:
        found = signing.loads(token, salt=_SALT, max_age=_STAGED_FOR)
        return Kept(str(found[0]), str(found[1]), int(found[2]))
    except (signing.BadSignature, ValueError, IndexError, TypeError):
        return None


class PaperInput(forms.Widget):
    """The native control, the tick beside it, and the file that is already here."""

    part = "paper"
    needs_multipart_form = True
    can_bring = True
    bring_hint = "Mang bản giấy khi tới nhận kết quả"
    limit = 0
    takes = PAPERS

    def value_from_datadict(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> Paper:
        """Return what came in."""
        kept = read_token(str(data.get(f"{name}_kept", "")))
        return Paper(files.get(name), bool(data.get(f"{name}_bring")), kept)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> bool:
        """Tell whether nothing of this field came in."""
        return name not in files and f"{name}_kept" not in data and f"{name}_bring" not in data

    def part_context(self, bound: BoundField) -> dict[str, Any]:
        """Give the template what is kept and what is told."""
        value = bound.value()
        paper = value if isinstance(value, Paper) else Paper()
        fits = paper.kept is not None and paper.kept.name.lower().endswith(self.takes.kinds)
        return {
            "kept": paper.kept if fits else None,
            "bring": paper.bring,
            "can_bring": self.can_bring,
            "bring_hint": self.bring_hint,
            "accept": self.takes.accept,
            "limit": self.limit,
        }


class PaperField(forms.Field):
    """A file or a promise. Looks at name and size only; ``core.files`` looks inside and may refuse too."""

    ask_verb = "chọn"

    def __init__(
        self,
        *,
        label: str,
        hint: str = "",
        can_bring: bool = True,
        takes: Takes = PAPERS,
        limit: int = 0,
        ask: str = "",
        **kwargs: Any,
    ) -> None:
        self.limit = limit or int(settings.THANTHIEN_UPLOAD_LIMIT)
        told = f"{takes.told}, nặng nhất {words.size(self.limit)}.{takes.care}"
        super().__init__(label=label, help_text=f"{hint} {told}".strip(), widget=PaperInput(), **kwargs)
        self.widget.can_bring, self.widget.limit, self.widget.takes = can_bring, self.limit, takes
        self.ask = ask or f"Anh/chị chọn tệp {words.first_down(label)}{BRING if can_bring else ''}."

    def fitting(self, sentence: str) -> str:
        """Return a refusal without the offer to bring the paper, where this field has no such offer."""
        return sentence if self.widget.can_bring else without_bring(sentence)

    def clean(self, value: Any) -> Paper:
        """Return the paper; an empty one only when it may be."""
        paper = value if isinstance(value, Paper) else Paper()
        if self.required and not paper:
            raise ValidationError(self.error_messages["required"], code="unchosen")
        if paper.file is not None:
            self._look(paper.file)
        elif paper.kept is not None:
            self._kind(paper.kept.name)
        return paper

    def _look(self, file: "UploadedFile[bytes]") -> None:
        name = text.clean(file.name or "")[:80] or "không tên"
        other = BRING if self.widget.can_bring else ""
        size = file.size or 0
        if size == 0:
            raise ValidationError(f"Tệp {name} trống, không có gì bên trong. Chọn lại tệp{other}.", code="empty")
        if size > self.limit:
            raise ValidationError(
                f"Tệp {name} nặng {words.size(size)}, xã nhận đến {words.size(self.limit)}."
                f" Chụp lại cỡ nhỏ hơn{other}.",
                code="heavy",
            )
        self._kind(name)

    def _kind(self, name: str) -> None:
        takes: Takes = self.widget.takes
        if PurePath(name).suffix.lower() not in takes.kinds:
            other = BRING if self.widget.can_bring else ""
            raise ValidationError(takes.refusal.format(name=name, other=other), code="kind")
