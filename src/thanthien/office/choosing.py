"""``/can-bo/chuc-danh/``: choose the post to act in, for somebody who holds posts in several units."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from thanthien.core.text import clean
from thanthien.office.acting import keep
from thanthien.office.guard import signed_in
from thanthien.web import maps


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Show the posts of today, and keep the one that was pressed."""
    who = signed_in(request)
    if who is None or who.unit is None:
        return HttpResponseRedirect(maps.address("office:today"))
    onward, wanted = _onward(request), request.POST.get("unit", "")
    if request.method == "POST" and wanted in {str(post.unit_id) for post in who.posts}:
        keep(request, wanted)
        return HttpResponseRedirect(onward)
    gone = request.method == "POST"
    context = {"who": who, "onward": onward, "gone": gone, "area": "login"}
    answer = render(request, "office/acting/choose.html", context, status=422 if gone else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _onward(request: HttpRequest) -> str:
    wanted = clean(request.POST.get("tiep") or request.GET.get("tiep") or "")
    mine = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/can-bo/")
    return wanted if mine else maps.address("office:today")
