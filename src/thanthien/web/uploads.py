"""Files of a form: kept before anything else is judged, so that an error elsewhere never loses one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict

from thanthien.core import files
from thanthien.core.errors import Refused, TooMany
from thanthien.core.text import fold
from thanthien.web import client, words
from thanthien.web.forms import Kept, PageForm, PaperField, read_kept

GONE: Final = "Xã giữ tệp chưa gửi trong 24 giờ, tệp này đã quá hạn. Chọn lại tệp, hoặc chọn “Tôi sẽ mang đến”."
MANY: Final = "Đường truyền này vừa gửi rất nhiều tệp."
PURPOSE: Final = "dossier"
# Pictures of these are encrypted at rest (settled question 14); folded, as a paper's text is long and varied.
_CARDS: Final = re.compile(r"can cuoc|ho chieu|chung minh|tuy than|dinh danh|the\b|anh chan dung|ngan hang")


@dataclass(frozen=True, slots=True)
class Staged:
    """A form's data in which every good file has become a kept one; what was refused, by field."""

    data: QueryDict
    files: Mapping[str, "UploadedFile[bytes]"]
    refused: Mapping[str, str]

    def tell(self, form: PageForm) -> None:
        """Put the refusals at their fields, instead of "nothing was chosen"."""
        known = form.errors
        for name, sentence in self.refused.items():
            known.pop(name, None)
            field = form.fields.get(name)
            form.add_error(name, field.fitting(sentence) if isinstance(field, PaperField) else sentence)


def is_card(text: str) -> bool:
    """Tell whether a paper of this name may show an identity."""
    return _CARDS.search(fold(text)) is not None


def stage_all(
    request: HttpRequest, names: Mapping[str, str], unit_id: UUID, now: datetime, purpose: str = PURPOSE
) -> Staged:
    """Keep the files of these fields (field → the paper's text); what was kept before and is replaced goes."""
    data, refused = request.POST.copy(), {}
    for name, text in names.items():
        file = request.FILES.get(name)
        if file is None:
            continue
        try:
            _paced(request)
            kept = _stage(file, text, unit_id, now, purpose)
        except Refused as no:
            refused[name] = no.message
            continue
        before = read_kept(str(data.get(f"{name}_kept", "")))
        if before is not None:
            files.discard(UUID(before.id), unit_id=unit_id)
        data[f"{name}_kept"] = kept.token
        data.pop(f"{name}_bring", None)
    return Staged(data, {}, refused)


def without_gone(staged: Staged, names: Iterable[str], unit_id: UUID) -> Staged:
    """Take out files that the sweep has taken meanwhile, and say so at their fields. One query at most."""
    kept = {name: read_kept(str(staged.data.get(f"{name}_kept", ""))) for name in names}
    ids = {name: UUID(one.id) for name, one in kept.items() if one is not None}
    here = files.still_here(ids.values(), unit_id=unit_id) if ids else set()
    gone = [name for name, file_id in ids.items() if file_id not in here]
    for name in gone:
        del staged.data[f"{name}_kept"]
    return Staged(staged.data, staged.files, {**dict.fromkeys(gone, GONE), **staged.refused})


def _paced(request: HttpRequest) -> None:
    """Count a file of this line and of this form; too many are told at the field, so that what was typed is saved."""
    try:
        client.spend(request, "upload.address", ("upload.draft", request.path))
    except TooMany as full:
        raise Refused(f"{MANY} Chờ {words.wait(full.seconds)} rồi chọn lại, hoặc chọn “Tôi sẽ mang đến”.") from full


def _stage(file: "UploadedFile[bytes]", text: str, unit_id: UUID, now: datetime, purpose: str) -> Kept:
    row = files.stage(file.name or "khong-ten", file, unit_id=unit_id, purpose=purpose, now=now, encrypt=is_card(text))
    return Kept(str(row.id), row.name, row.size)
