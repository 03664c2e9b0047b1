"""``/chung-nhan/``: whoever holds a certificate of training sees whether it is true."""

from typing import Final

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thanthien.programme import service as programme
from thanthien.public.doors import secret
from thanthien.public.proof import LOOKS_LIKE, way
from thanthien.web import client
from thanthien.web.forms import PageForm, TextField

UNREAD: Final = "Mã gồm 16 chữ số và chữ cái a-f, in cạnh mã QR của giấy chứng nhận. Chép lại cho đủ."
UNKNOWN: Final = (
    "Chưa có giấy chứng nhận nào mang mã này. Đúng từng chữ mà vẫn không thấy thì giấy không phải do xã cấp."
)
_HEX: Final = frozenset("0123456789abcdef")


class CodeForm(PageForm):
    """The code as somebody types it."""

    ma = TextField(label="Mã trên giấy chứng nhận", limit=60, attrs={"spellcheck": "false"},
                   hint="Ví dụ 9F2C 41B0 A7D8 E653. Quét mã QR thì không phải gõ.")  # fmt: skip

    def clean_ma(self) -> str:
        """Return the code."""
        code = read(self.cleaned_data["ma"])
        if not code:
            raise ValidationError(UNREAD)
        return code


def read(typed: str) -> str:
    """Return the code in what somebody typed, "" for anything else."""
    text = "".join(sign for sign in typed.translate(LOOKS_LIKE) if sign.isalnum()).lower()
    return text if len(text) == 16 and set(text) <= _HEX else ""


@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    """Ask for the code."""
    form = CodeForm(request.GET) if "ma" in request.GET else CodeForm()
    if form.is_bound and form.is_valid():
        return HttpResponseRedirect(way(request, "public:certificate", form.cleaned_data["ma"]))
    return render(request, "public/certificate.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
@client.limited("proof.address")
@secret
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Say what a certificate of this code says, from the frozen data it is drawn from."""
    typed = read(code)
    found = programme.training.certificate(typed) if typed else None
    if found is None:
        form = CodeForm({"ma": code})
        if form.is_valid():
            form.add_error("ma", UNKNOWN)
        return render(request, "public/certificate.html", {"form": form}, status=404)
    return render(request, "public/certificate.html", {"found": found.data})
