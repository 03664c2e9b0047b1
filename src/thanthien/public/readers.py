"""``/hs/<token>/ai-da-mo/``: who of the commune opened this dossier, when, and what they looked at."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.privacy import service as privacy
from thanthien.public.doors import secret
from thanthien.public.place import speak_for


@require_safe
@secret
def readers(request: HttpRequest, token: str) -> HttpResponse:
    """List the readings, newest first; posts and units, no names."""
    dossier = onestop.by_token(token)
    speak_for(request, org.office_of(dossier.unit_id))
    context = {"area": "track", "token": token, "dossier": dossier, "readings": privacy.readers_of(dossier)}
    return render(request, "public/follow/readers.html", context)
