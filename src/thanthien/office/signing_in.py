"""Signing in and out. No puzzle, no test of memory; pasting a password works (WCAG 3.3.8)."""

from typing import Any, cast

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth import logout as forget
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from thanthien.core import clock
from thanthien.identity import lockout, oidc
from thanthien.identity import service as identity
from thanthien.office.guard import signed_in
from thanthien.office.returning import onward as wanted
from thanthien.web import maps, words
from thanthien.web.forms import PageForm, TextField

WRONG = "Tên hoặc mật khẩu chưa đúng. Anh/chị xem lại phím Caps Lock và bộ gõ tiếng Việt, rồi gõ lại."
SLOW = (
    "Đã gõ sai nhiều lần. Chờ {} rồi thử lại, dùng máy mình từng đăng nhập, hoặc nhờ người quản trị đặt lại mật khẩu."
)


class LoginForm(PageForm):
    """Name and password."""

    login = TextField(label="Tên đăng nhập", limit=60, autocomplete="username", attrs={"autocapitalize": "none"})
    password = TextField(label="Mật khẩu", limit=200, widget=forms.PasswordInput({"autocomplete": "current-password"}))

    def clean_login(self) -> str:
        """Logins are lower case."""
        return cast(str, self.cleaned_data["login"]).lower()


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; afterwards go on where one wanted to go."""
    onward = wanted(request)
    if request.method != "POST":
        if signed_in(request) is not None:
            return HttpResponseRedirect(onward)
        return _page(request, LoginForm(), onward)
    form = LoginForm(request.POST)
    if not form.is_valid():
        return _page(request, form, onward, 422)
    staff = _try(request, form)
    return _page(request, form, onward, 422) if staff is None else let_in(request, staff, onward)


def let_in(request: HttpRequest, staff: Any, onward: str) -> HttpResponse:
    """Open the session, or lead to the second step; the password (or the invitation) was right."""
    if not identity.pass_password(request, staff, clock.now(), onward):
        return HttpResponseRedirect(reverse("office:second_step"))
    entered = HttpResponseRedirect(onward)
    lockout.know(request, entered, staff.get_username())
    return entered


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """End the session."""
    forget(request)
    answer = HttpResponseRedirect(f"{maps.address('office:login')}?da-thoat=1")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def _try(request: HttpRequest, form: LoginForm) -> Any:
    """Return who gave the right password, or put a kind sentence into the form."""
    name = form.cleaned_data["login"]
    seconds = lockout.wait(request, name)
    if seconds:
        form.add_error(None, SLOW.format(words.wait(seconds)))
        return None
    # The raw text: a password keeps its blanks and the exact letters it was set with.
    staff = authenticate(request, login=name, password=request.POST.get("password", ""))
    if staff is None:
        form.add_error("password", WRONG)
    return staff


def _page(request: HttpRequest, form: LoginForm, onward: str, status: int = 200) -> HttpResponse:
    context = {"form": form, "onward": onward, "left": "da-thoat" in request.GET, "area": "login"}
    context |= {"provider": oidc.provider("staff")}
    answer = render(request, "office/login.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
