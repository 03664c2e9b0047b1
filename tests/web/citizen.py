"""A citizen's way through the four steps, as the browser would send it."""

import io
import re
from typing import Any

from django.test import Client
from PIL import Image

ANSWERS: dict[str, str] = {
    "applicant_name": "Bùi Thị Mơ",
    "applicant_phone": "+84 900 000 123",
    "applicant_address": "thôn Vân Trai",
    "on_behalf": "no",
}
RESULT = {"tell_by": "phone", "deliver_by": "counter"}


def picture(name: str = "giay.png") -> io.BytesIO:
    """A small real picture."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "white").save(out, "PNG")
    out.seek(0)
    out.name = name
    return out


def token_in(url: str) -> str:
    """The draft's token in an address."""
    return url.split("/nop/")[1].split("/", maxsplit=1)[0]


def begun(client: Client, code: str, answers: dict[str, str] | None = None) -> str:
    """Send the first step and return the draft's token."""
    page = client.get(f"/thu-tuc/{code}/nop/")
    once = re.search(r'name="once" value="([^"]+)"', page.content.decode())
    assert once is not None
    answer = client.post(f"/thu-tuc/{code}/nop/", {**(answers or ANSWERS), "once": once.group(1)})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return token_in(answer.headers["Location"])


def ready(client: Client, code: str, matter: dict[str, Any] | None = None) -> str:
    """Walk to the last page and return the draft's token."""
    token = begun(client, code)
    papers = {"content": "Làm lại giấy khai sinh cho tôi"} if matter is None else matter
    second = client.post(f"/nop/{token}/2/", papers)
    assert second.status_code == 302, _errors(second)
    third = client.post(f"/nop/{token}/3/", RESULT)
    assert third.status_code == 302, _errors(third)
    assert third.headers["Location"] == f"/nop/{token}/4/"
    return token


def send(client: Client, token: str) -> Any:
    """Press the button of the last page."""
    page = client.get(f"/nop/{token}/4/").content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)
    assert once is not None
    return client.post(f"/nop/{token}/4/", {"once": once.group(1)})


def _errors(answer: Any) -> list[str]:
    return re.findall(r'class="err"[^>]*>.*?</span></span>', answer.content.decode())
