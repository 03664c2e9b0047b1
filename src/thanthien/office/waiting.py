"""``/can-bo/mot-cua/cho-tiep-nhan/``: what came in and waits for its first answer; taking in with the date in view."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core import clock
from thanthien.core.errors import Refused, Stale
from thanthien.core.ids import uuid7
from thanthien.core.once import sent_once
from thanthien.office import acts
from thanthien.office.act_forms import ActForm
from thanthien.office.case import Case, read
from thanthien.office.desk_form import once_of
from thanthien.office.dossier import ITEM_STATES, head
from thanthien.office.dossier_acts import moved_words
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.lists import with_reply
from thanthien.onestop import service as onestop
from thanthien.rules.fees import MOST_COPIES, MOST_PAGES
from thanthien.web.forms import ChoiceField, NumberField

TYPED: Final = ("case_kind", "copies", "pages", "waiver")


class AcceptForm(ActForm):
    """Which kind of case it is; the date follows from it."""

    case_kind = ChoiceField(label="Trường hợp", choices=[], pull=True, required=False)
    copies = NumberField(label="Số bản", least=1, most=MOST_COPIES, required=False)
    pages = NumberField(label="Số trang của một bản", least=1, most=MOST_PAGES, required=False)
    waiver = ChoiceField(label="Diện miễn lệ phí", choices=[], pull=True, required=False)

    def fill(self) -> None:
        """Offer the kinds of case that have a limit of their own."""
        cases = [(one.key, onestop.wording.case_line(one)) for one in self.case.entry.limit.cases if one.value]
        self.offer("case_kind", [("", "Thông thường"), *cases])
        if not cases:
            del self.fields["case_kind"]
        self._money()

    def _money(self) -> None:
        """Ask only what the tariff of this procedure needs."""
        by, waivers = onestop.fees.asked_at_desk(self.case.entry, clock.local(self.case.dossier.filed_at).date())
        self.offer("waiver", [("", "Không thuộc diện miễn"), *((one.code, one.label) for one in waivers)])
        for name, asked in {"copies": by != "case", "pages": by == "page", "waiver": bool(waivers)}.items():
            if not asked:
                del self.fields[name]

    def counted(self) -> onestop.fees.Counted:
        """Return what decides the fee."""
        data = self.cleaned_data
        return onestop.fees.Counted(data.get("copies") or 1, data.get("pages") or 0, data.get("waiver") or "")


@require_safe
@staff_page("counter.work")
def queue(request: StaffRequest) -> HttpResponse:
    """List what waits, the first answer owed first; what was guided and has not come back stands below."""
    after, guided = request.GET.get("sau", ""), request.GET.get("xem") == "cho-bo-sung"
    page = onestop.in_state(request.actor, ["guided" if guided else "submitted"], request.now, after)
    context: dict[str, Any] = {
        "rows": with_reply(page.lines, request.now), "after": page.after, "guided": guided, "area": "desk",
        "figures": request.figures,
    }  # fmt: skip
    return render(request, "office/desk/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page("counter.work")
def waiting(request: StaffRequest, dossier_id: UUID) -> HttpResponse:
    """Show one dossier that waits, with the date that accepting it now would promise; accept it."""
    case = read(request.actor, dossier_id, request.now)
    if request.method != "POST":
        if case.dossier.state != "submitted":
            return HttpResponseRedirect(reverse("office:dossier", args=[dossier_id]))
        return _page(request, case, AcceptForm(case, initial={"case_kind": request.GET.get("truong-hop", "")}))
    form = AcceptForm(case, request.POST)
    if request.POST.get("viec") == "xem":
        return _page(request, case, AcceptForm(case, initial={name: request.POST.get(name, "") for name in TYPED}))
    return _accept(request, case, form) if form.is_valid() else _page(request, case, form, 422)


def _accept(request: StaffRequest, case: Case, form: AcceptForm) -> HttpResponse:
    try:
        sent_once(
            once_of(request), onestop.accept, actor=request.actor, now=request.now, dossier_id=case.dossier.id,
            version=form.seen(), case=form.cleaned_data.get("case_kind", ""),
            confirm_limit="confirm_limit" in request.POST, counted=form.counted(),
        )  # fmt: skip
    except Refused as no:
        form.refuse(no)
        return _page(request, case, form, 422)
    except Stale as moved:
        kept = {name: request.POST.get(name, "") for name in TYPED}
        fresh = AcceptForm(case, initial=kept | {"once": str(uuid7())})
        return _page(request, case, fresh, 409, moved_words(moved, request.now))
    return HttpResponseRedirect(f"{reverse('office:counter')}?xong={case.dossier.id}&in=nhan")


def _page(request: StaffRequest, case: Case, form: AcceptForm, status: int = 200, moved: str = "") -> HttpResponse:
    row = case.dossier
    kind = str(form["case_kind"].value() or "") if "case_kind" in form.fields else ""
    offer = onestop.Offer(row.procedure.id, row.procedure.number, case.entry, True, False)
    proposed = row.limit.get("proposed_by", "")
    context = {
        **head(case), "form": form, "moved": moved, "area": "desk", "figures": request.figures, "entry": case.entry,
        "promise": onestop.promise_for(row, offer, request.now, kind), "now": request.now,
        "fee": onestop.wording.how_much(case.entry.fee), "limit": row.limit, "mine": proposed == request.actor.id,
        "proposed": proposed, "items": [(one, ITEM_STATES.get(one.state, one.state)) for one in case.items],
        "answers": onestop.answers_told(row), "buttons": acts.buttons(case), "reply": reply_of(case),
    }  # fmt: skip
    return render(request, "office/desk/waiting.html", context, status=status)


def reply_of(case: Case) -> Any:
    """Return the clock of the first answer."""
    line = next(iter(onestop.lines(case.actor, [case.dossier.id], case.now).values()), None)
    return next((one.clock for one in with_reply([line], case.now)), None) if line else None
