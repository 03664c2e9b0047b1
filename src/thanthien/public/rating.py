"""Rating a contact, once. One press on a face counts; what follows belongs to the same answer.

The thanks of the first press carry a signed hidden field that lets this page finish the answer for half an
hour. So ten seconds are enough, the link works once, and no address (and no log of addresses) ever names an
answer. The page leads nowhere but to the scoreboard: no way into a dossier or the work pages.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core import clock
from thanthien.core.actors import citizen
from thanthien.core.errors import NotThere, OtherBody, Refused
from thanthien.onestop import service as onestop
from thanthien.onestop.service import Contact
from thanthien.org import service as org
from thanthien.public.doors import public_form, secret
from thanthien.public.place import speak_for
from thanthien.quality import service as quality
from thanthien.rules import ratings
from thanthien.web.forms import ChoiceField, FacesField, PageForm, TextField
from thanthien.web.forms.choices import FACES

YES_NO = (("yes", "Có"), ("no", "Không"))
SCALE = (("5", "Rất tốt"), ("4", "Tốt"), ("3", "Bình thường"), ("2", "Chưa tốt"), ("1", "Không tốt"))
KINDS = {"result": "Nhận kết quả", "supplement": "Được yêu cầu bổ sung giấy tờ", "refusal": "Nhận thư trả lời"}


class MoreForm(PageForm):
    """The optional questions of the day, and a free word. The face may still be changed."""

    score = FacesField(label="Mức hài lòng")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in ratings.questions(clock.today()):
            choices = YES_NO if question.kind == "yes_no" else SCALE
            self.fields[question.id] = ChoiceField(label=question.text, choices=choices, inline=True, required=False)
        self.fields["words"] = TextField(
            label="Anh/chị muốn nói gì với xã?",
            hint="Xin đừng viết tên, số điện thoại ở đây.",
            limit=quality.WORDS_LIMIT,
            rows=4,
            required=False,
        )
        self.say_what_is_asked()

    def answers(self) -> dict[str, str]:
        """Return the questions that were answered."""
        asked = {question.id for question in ratings.questions(clock.today())}
        return {name: value for name, value in self.cleaned_data.items() if name in asked and value}


@require_http_methods(["GET", "HEAD", "POST"])
@public_form
@secret
def rate(request: HttpRequest, token: str) -> HttpResponse:
    """Five faces, each a button. A used link says thanks and that it was used; a foreign one is not there."""
    contact = _contact(request, token)
    if quality.is_spent(token):
        return render(request, "public/rate/used.html", status=410)
    if request.method != "POST":
        return _faces(request, token, contact, "")
    pressed = request.POST.get("score", "")
    score = int(pressed) if pressed in {"1", "2", "3", "4", "5"} else 0
    try:
        given = quality.give(actor=citizen(), now=clock.now(), token=token, score=score, answers={}, words="")
    except Refused as no:
        if no.code == "spent":
            return render(request, "public/rate/used.html", status=410)
        return _faces(request, token, contact, no.message)
    return _questions(request, MoreForm(initial={"score": str(score)}), given.more, score)


def _contact(request: HttpRequest, token: str) -> Contact:
    contact = onestop.read_rating_token(token)
    if contact is None:
        raise NotThere
    speak_for(request, org.office_of(contact.unit_id))
    return contact


def _faces(request: HttpRequest, token: str, contact: Contact, wrong: str) -> HttpResponse:
    faces = [{"value": value, "words": said, "ground": ground, "drawing": art} for value, said, ground, art in FACES]
    year, month = contact.month.split("-")
    told = {"kind": KINDS.get(contact.kind, ""), "field": contact.field, "month": f"tháng {int(month)}/{year}"}
    here = f"{request.scheme}://{request.get_host()}{request.path}"
    context = {"faces": faces, "told": told, "wrong": wrong, "here": here}
    return render(request, "public/rate/faces.html", context, status=422 if wrong else 200)


def _questions(request: HttpRequest, form: MoreForm, more: str, score: int, status: int = 200) -> HttpResponse:
    context = {"form": form, "more": more, "chosen": ratings.FACES.get(score, "")}
    return render(request, "public/rate/more.html", context, status=status)


@require_http_methods(["POST"])
@public_form
@secret
def more(request: HttpRequest) -> HttpResponse:
    """The rest of the same answer. Left empty, nothing is lost: the face was counted already."""
    token, form = request.POST.get("more", ""), MoreForm(request.POST)
    if not form.is_valid():
        return _questions(request, form, token, 0, 422)
    try:
        quality.finish(
            actor=citizen(), now=clock.now(), more=token, score=form.cleaned_data["score"],
            answers=form.answers(), words=form.cleaned_data["words"],
        )  # fmt: skip
    except OtherBody:
        pass  # a second press with other words: the first counted
    except Refused as no:
        if no.code != "spent":
            form.refuse(no)
            return _questions(request, form, token, 0, 422)
    return HttpResponseRedirect(reverse("public:rate_thanks"))


@require_safe
@secret
def thanks(request: HttpRequest) -> HttpResponse:
    """Thanks; nothing on this page knows who came."""
    return render(request, "public/rate/thanks.html")
