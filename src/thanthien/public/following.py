"""Following a dossier: by the secret link, or by code and telephone number (settled question 15)."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from thanthien.core import clock
from thanthien.core.errors import NotThere
from thanthien.core.files import get as stored_file
from thanthien.core.files import serve
from thanthien.onestop import service as onestop
from thanthien.public import follow_page, lookup
from thanthien.public.doors import public_form, secret
from thanthien.public.page_cache import Drawn, PageCache, answer, draw
from thanthien.public.place import speak_for

PAGES = PageCache()


@require_safe
@secret
def dossier(request: HttpRequest, token: str) -> HttpResponse:
    """One dossier, to whoever holds its secret link. Drawn anew only when something happened."""
    stamp, now = onestop.stamp_of(token), clock.now()
    note = request.GET.get("da", "") if request.GET else ""
    key = (stamp, note if note in follow_page.NOTES else "")
    page = PAGES.get(key, now)
    if page is None:
        page = _drawn(request, stamp, token, now, key[1])
        PAGES.put(key, page)
    return answer(request, page)


def _drawn(request: HttpRequest, stamp: onestop.Stamp, token: str, now: datetime, note: str) -> Drawn:
    followed = onestop.followed(stamp.dossier_id)
    speak_for(request, followed.office)
    if followed.dossier.erased_at is not None:
        html = render_to_string("public/follow/erased.html", {"area": "track", "dossier": followed.dossier}, request)
        return draw(html.encode(), now, ends_today=False)
    told = follow_page.context(followed, token, now, note, stamp.owes)
    html = render_to_string("public/follow/dossier.html", told, request)
    return draw(html.encode(), now, ends_today=told["ends_today"])


@require_safe
@secret
def paper(request: HttpRequest, token: str, paper_id: UUID) -> HttpResponse:
    """A paper that the commune issued, as PDF: the same bytes each time."""
    found = onestop.paper(onestop.by_token(token), paper_id)
    response = HttpResponse(onestop.pdf_of(found), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{found.kind}-{found.issued_at:%Y%m%d}.pdf"'
    return response


@require_safe
@secret
def courtesy_letter(request: HttpRequest, token: str) -> HttpResponse:
    """The commune's letter to the person who holds this link; one that was withdrawn is not there."""
    found = onestop.courtesy.sent_letter(onestop.by_token(token))
    response = HttpResponse(onestop.courtesy.letter_pdf(found), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="thu-cua-xa.pdf"'
    return response


@require_safe
def sent_file(request: HttpRequest, token: str, file_id: UUID) -> HttpResponseBase:
    """A file that the person sent with this dossier, as its cleaned copy.

    Not one that an officer took over from an earlier dossier: an identity number typed online is nobody's proof.
    """
    found = onestop.by_token(token)
    own = onestop.items(found).exclude(id__in=onestop.people.reused_in(found.unit_id, found.id).values("item_id"))
    if not own.filter(file_id=file_id).exists():
        raise NotThere
    served = serve(stored_file(file_id, unit_id=found.unit_id))
    return StreamingHttpResponse(served.chunks, headers=served.headers)


@public_form
def track(request: HttpRequest) -> HttpResponse:
    """Code and telephone number: state, clock and place, nothing else."""
    found, form, status = lookup.ask(request)
    context = {"area": "track", "form": form, "found": found}
    response = render(request, "public/follow/track.html", context, status=status)
    if form.seconds:
        response.headers["Retry-After"] = str(form.seconds)
    response.headers["Cache-Control"] = "no-store"
    return response
