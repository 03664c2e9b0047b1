"""Whoever signs digitally was asked for password or code within a quarter of an hour: once for thirty letters."""

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from thanthien.identity import service as identity
from thanthien.office.guard import StaffRequest
from thanthien.onestop import service as onestop

P = ParamSpec("P")
Page = Callable[Concatenate[StaffRequest, P], HttpResponse]


def proved_to_sign(view: Page[P]) -> Page[P]:
    """Lead to the question and back when the last proof is older; asked before the paper is read, not after.

    Where a unit signs nothing digitally nobody is asked: the session is proof enough for an act without a key.
    """

    @functools.wraps(view)
    def asked(request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if identity.proved(request, request.now) or not onestop.marks.source(request.actor.scope):
            return view(request, *args, **kwargs)
        back = urlencode({"tiep": request.get_full_path()})
        return HttpResponseRedirect(f"{reverse('office:confirm')}?{back}")

    return asked
