"""What a person does on the page of their dossier: bring what was asked for, or take the dossier back."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from thanthien.core import clock
from thanthien.core.actors import citizen
from thanthien.core.errors import NotThere, Refused, Stale
from thanthien.core.once import Once, sent_once
from thanthien.onestop import service as onestop
from thanthien.onestop.service import ListedPaper
from thanthien.org import service as org
from thanthien.public import follow_page
from thanthien.public.doors import public_form, secret
from thanthien.public.place import speak_for
from thanthien.web import uploads, words
from thanthien.web.forms import NumberField, OnceField, PageForm, PaperField, TextField

if TYPE_CHECKING:
    from thanthien.onestop.models import Dossier

ASKED = ("guided", "waiting")


class BringForm(PageForm):
    """One file field for each paper that was asked for."""

    once = OnceField()

    def __init__(self, wanted: list[ListedPaper], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = {f"paper_{item.number}": item for item in wanted}
        for name, item in self.wanted.items():
            self.fields[name] = PaperField(label=item.text)
            self.fields[name].widget.bring_hint = "Mang đến Một cửa. Đủ giấy thì xã làm tiếp."
        self.say_what_is_asked()


class GiveUpForm(PageForm):
    """Why, if the person likes to say; the version is what the page showed."""

    once = OnceField()
    version = NumberField(label="Bản")
    reason = TextField(label="Lý do", limit=500, rows=2, required=False, hint="Nói hay không tùy anh/chị.")


@public_form
@secret
def supplement(request: HttpRequest, token: str) -> HttpResponse:
    """Exactly what is asked for, why and how; files are sent on the spot, or brought."""
    followed = onestop.followed(onestop.stamp_of(token).dossier_id)
    dossier = followed.dossier
    wanted = [item for item in followed.items if item.state == "asked"]
    if dossier.state not in ASKED or not wanted:
        return HttpResponseRedirect(f"/hs/{token}/")
    if request.method != "POST":
        return _asked(request, token, followed, BringForm(wanted), 200)
    names = {f"paper_{item.number}": item.text for item in wanted}
    staged = uploads.stage_all(request, names, dossier.unit_id, clock.now())
    form = BringForm(wanted, staged.data, staged.files)
    staged.tell(form)
    if form.is_valid():
        try:
            return HttpResponseRedirect(f"/hs/{token}/?da={_bring(token, dossier, form, clock.now())}")
        except Refused as no:
            form.refuse(no)
    return _asked(request, token, followed, form, 422)


def _bring(token: str, dossier: "Dossier", form: BringForm, now: datetime) -> str:
    """Send what came, and return the note to show. A promise does not make a dossier complete (TTHC-15)."""
    items, body = [], []
    for name, item in form.wanted.items():
        kept = form.cleaned_data[name].kept
        items.append(onestop.Item(item.number, "file", kept.id) if kept else onestop.Item(item.number, "later"))
        # Each press stores its files anew: what they share is name and size, not the key.
        body.append((item.number, kept.name, kept.size) if kept else (item.number, "", 0))
    whole = all(item.file_id for item in items)
    once = Once(token, form.cleaned_data["once"], repr(body))
    if dossier.state == "guided" or whole:
        act = onestop.answer_guidance if dossier.state == "guided" else onestop.receive_supplement
        sent_once(once, act, actor=citizen(), now=now, dossier_id=dossier.id, items=items)
        return "bo-sung" if whole else "hen-mang"
    sent = [item for item in items if item.file_id]
    if sent:
        sent_once(once, onestop.bring_part, actor=citizen(), now=now, dossier_id=dossier.id, items=sent)
    return "mot-phan" if sent else "mang-den"


def _asked(request: HttpRequest, token: str, followed: onestop.Followed, form: BringForm, status: int) -> HttpResponse:
    speak_for(request, followed.office)
    slip = follow_page.newest_paper(followed, "supplement")
    context = {"area": "track", "token": token, "dossier": followed.dossier, "form": form, "slip": slip}
    return render(request, "public/follow/supplement.html", context, status=status)


@public_form
@secret
def take_back(request: HttpRequest, token: str) -> HttpResponse:
    """Withdraw before acceptance, or ask to stop after it; confirmed on a page of its own."""
    dossier = onestop.by_token(token)
    speak_for(request, org.office_of(dossier.unit_id))
    move = follow_page.giving_up(dossier.state)
    if not move:
        return HttpResponseRedirect(f"/hs/{token}/")
    form = GiveUpForm(request.POST or None, initial={"version": dossier.version})
    stale = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _give_up(token, dossier.id, move, form)
        except Stale as moved:
            stale = _moved(moved)
            form = GiveUpForm(initial={"version": dossier.version, "reason": form.cleaned_data["reason"]})
        except Refused as no:
            form.refuse(no)
    status = 409 if stale else 422 if form.is_bound else 200
    context = {"area": "track", "token": token, "dossier": dossier, "form": form, "move": move, "stale": stale}
    return render(request, "public/follow/take_back.html", context, status=status)


def _give_up(token: str, dossier_id: UUID, move: str, form: GiveUpForm) -> HttpResponse:
    act = onestop.withdraw if move == "withdraw" else onestop.stop
    version, reason = form.cleaned_data["version"], form.cleaned_data["reason"]
    if version is None:
        raise NotThere
    once = Once(token, form.cleaned_data["once"], f"{move}:{reason}")
    sent_once(once, act, actor=citizen(), now=clock.now(), dossier_id=dossier_id, version=version, reason=reason)
    return HttpResponseRedirect(f"/hs/{token}/?da={'rut' if move == 'withdraw' else 'dung'}")


def _moved(moved: Stale) -> str:
    """Say who did what meanwhile, in words."""
    return f"{words.first_up(moved.who)} vừa {moved.what} lúc {words.hour(clock.local(moved.at))}."
