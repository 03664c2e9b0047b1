"""Officers sign in through the state's provider. Only an identity linked beforehand, by its owner, opens anything."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core import clock, wall
from thanthien.core.errors import NotThere, Refused
from thanthien.identity import oidc
from thanthien.identity.commands import links
from thanthien.office.guard import StaffRequest, signed_in, staff_page
from thanthien.office.invite import person
from thanthien.office.press import METHODS
from thanthien.office.returning import onward
from thanthien.office.security import freshly_proved
from thanthien.office.signing_in import let_in
from thanthien.org import service as org
from thanthien.web.client import limited
from thanthien.web.doors import is_foreign

KIND, FOUND = "staff", "provider_found"
SAID = {
    "cancelled": (400, "Chưa đăng nhập", "Anh/chị đã thôi đăng nhập ở {}. Chưa có gì thay đổi."),
    "stale": (400, "Lần đăng nhập này đã cũ", "Trang mở quá lâu, hoặc đường dẫn đã dùng một lần. Bấm đăng nhập lại."),
    "refused": (403, "Xã không nhận lần đăng nhập này", "Câu trả lời của {} không đúng nên xã không tin. Thử lại."),
    "away": (503, "{} chưa trả lời", "Xã hỏi nhưng nơi ấy không trả lời. Dùng tên và mật khẩu, hoặc lát nữa thử lại."),
    "unlinked": (
        403,
        "Định danh này chưa gắn với cán bộ nào",
        "Đăng nhập bằng tên và mật khẩu trước, rồi mở “Định danh của nhà nước” để gắn. Xã không dò theo tên.",
    ),
}


@require_safe
@limited("oidc.start")
def start(request: HttpRequest) -> HttpResponse:
    """Go to the provider. From another site's page nobody is sent off."""
    if is_foreign(request):
        return HttpResponseRedirect(reverse("office:login"))
    return _go(request, {"for": "enter", "onward": onward(request)})


@require_safe
@limited("oidc.start")
@staff_page("today.read")
@freshly_proved
def start_link(request: StaffRequest) -> HttpResponse:
    """Go to the provider to learn which identity is to be linked."""
    if is_foreign(request):
        return HttpResponseRedirect(reverse("office:own_provider"))
    return _go(request, {"for": "link", "who": request.actor.id})


@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """The provider sent the person back, with a code or with an error."""
    oidc.in_use(KIND)
    try:
        stated = oidc.finish(request, KIND)
    except oidc.Failed as no:
        return failed(request, no.why)
    subject = links.subject_of(stated.issuer, stated.subject)
    if stated.told.get("for") == "link":
        return _found(request, stated, subject)
    with wall.lifted():
        staff = links.linked_staff(subject)
    if staff is None:
        return failed(request, "unlinked")
    return _enter(request, staff.id, str(stated.told.get("onward", "")))


def _enter(request: HttpRequest, staff_id: UUID, wanted: str) -> HttpResponse:
    """Open the session as after a right password: who has a second factor shows it here, too."""
    now = clock.now()
    with wall.lifted():
        who = org.at_work(staff_id, now.date())
    if who is None:
        return failed(request, "unlinked")
    answer = let_in(request, who.staff, wanted or reverse("office:today"))
    if who.unit is not None:
        links.signed_in(actor=who.actor, now=now, second=answer.headers["Location"] == reverse("office:second_step"))
    return answer


def _found(request: HttpRequest, stated: oidc.Stated, subject: str) -> HttpResponse:
    """Keep what the provider said until its owner presses the button; the session has to be the one that asked."""
    who = signed_in(request)
    if who is None or who.actor.id != stated.told.get("who"):
        return failed(request, "stale")
    request.session[FOUND] = {"subject": subject, "shown": stated.name, "who": who.actor.id}
    return HttpResponseRedirect(reverse("office:own_provider"))


@require_http_methods(METHODS)
@staff_page("today.read")
@freshly_proved
def own_provider(request: StaffRequest) -> HttpResponse:
    """Link one's own identity, or take the link away."""
    known, found, refused = oidc.in_use(KIND), _mine(request), ""
    if request.method == "POST":
        try:
            _press(request, found)
            return HttpResponseRedirect(f"{reverse('office:own_provider')}?{urlencode({'xong': '1'})}")
        except Refused as no:
            refused = no.message
    context = {
        "provider": known, "found": found, "link": links.link_of(UUID(request.actor.id)), "refused": refused,
        "done": "xong" in request.GET, "area": "own",
    }  # fmt: skip
    return render(request, "office/own_provider.html", context, status=422 if refused else 200)


def _press(request: StaffRequest, found: dict[str, str]) -> None:
    if "unlink" in request.POST:
        links.unlink(actor=request.actor, now=request.now, staff_id=UUID(request.actor.id))
    elif "link" in request.POST and found:
        links.link(actor=request.actor, now=request.now, subject=found["subject"], shown=found["shown"])
    request.session.pop(FOUND, None)


def _mine(request: StaffRequest) -> dict[str, str]:
    found: dict[str, str] = request.session.get(FOUND) or {}
    return found if found.get("who") == request.actor.id else {}


def _go(request: HttpRequest, told: dict[str, str]) -> HttpResponse:
    oidc.in_use(KIND)
    try:
        return HttpResponseRedirect(oidc.begin(request, KIND, reverse("office:sso_back"), told))
    except oidc.Failed as no:
        return failed(request, no.why)


def failed(request: HttpRequest, why: str) -> HttpResponse:
    """Say kindly what happened, and the way that still works."""
    status, title, line = SAID[why]
    known = oidc.provider(KIND)
    context = {
        "title": title.format(known.name), "line": line.format(known.name), "provider": known, "area": "login",
        "ways": [(reverse("office:login"), "Đăng nhập bằng tên và mật khẩu")],
    }  # fmt: skip
    answer = render(request, "identity/provider_failed.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_http_methods(METHODS)
@staff_page("staff.change")
def provider_unlink(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Take a colleague's link away: the identity was lost, or is no longer theirs."""
    staff, linked = person(request, staff_id), links.link_of(staff_id) is not None
    if request.method == "POST":
        if linked:  # a second press finds it gone
            links.unlink(actor=request.actor, now=request.now, staff_id=staff_id)
        return HttpResponseRedirect(f"{reverse('office:people')}?xong=bo-gan")
    if not linked:
        raise NotThere
    return render(request, "office/people/provider_unlink.html", {"staff": staff, "area": "people"})
