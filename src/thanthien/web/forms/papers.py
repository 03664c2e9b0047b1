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
KINDS: Final = (".jpg", ".jpeg", ".png", ".webp", ".pdf", ".docx")
ACCEPT: Final = "image/*,.pdf,.docx"


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
        return {
            "kept": paper.kept,
            "bring": paper.bring,
            "can_bring": self.can_bring,
            "bring_hint": self.bring_hint,
            "accept": ACCEPT,
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
        limit: int = 0,
        ask: str = "",
        **kwargs: Any,
    ) -> None:
        self.limit = limit or int(settings.THANTHIEN_UPLOAD_LIMIT)
        told = f"Ảnh chụp hoặc PDF, nặng nhất {words.size(self.limit)}. Chụp rõ bốn góc."
        super().__init__(label=label, help_text=f"{hint} {told}".strip(), widget=PaperInput(), **kwargs)
        self.widget.can_bring, self.widget.limit = can_bring, self.limit
        other = ", hoặc chọn “Tôi sẽ mang đến”" if can_bring else ""
        self.ask = ask or f"Anh/chị chọn tệp {words.first_down(label)}{other}."

    def clean(self, value: Any) -> Paper:
        """Return the paper; an empty one only when it may be."""
        paper = value if isinstance(value, Paper) else Paper()
        if self.required and not paper:
            raise ValidationError(self.error_messages["required"], code="unchosen")
        if paper.file is not None:
            self._look(paper.file)
        return paper

    def _look(self, file: "UploadedFile[bytes]") -> None:
        name = text.clean(file.name or "")[:80] or "không tên"
        other = ", hoặc chọn “Tôi sẽ mang đến”" if self.widget.can_bring else ""
        size = file.size or 0
        if size == 0:
            raise ValidationError(f"Tệp {name} trống, không có gì bên trong. Chọn lại tệp{other}.", code="empty")
        if size > self.limit:
            raise ValidationError(
                f"Tệp {name} nặng {words.size(size)}, xã nhận đến {words.size(self.limit)}."
                f" Chụp lại cỡ nhỏ hơn{other}.",
                code="heavy",
            )
        if PurePath(name).suffix.lower() not in KINDS:
            raise ValidationError(
                f"Xã chưa đọc được tệp {name}. Xã nhận ảnh (JPG, PNG), PDF hoặc Word{other}.", code="kind"
            )
