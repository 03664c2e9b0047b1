"""Addresses of the work pages, one list an area."""

from django.urls import URLPattern, URLResolver, include, path

from thanthien.office import signing_in, today

app_name = "office"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", today.today, name="today"),
    path("dang-nhap/", signing_in.login, name="login"),
    path("thoat/", signing_in.logout, name="logout"),
    path("", include("thanthien.office.urls_desk")),
    path("", include("thanthien.office.urls_dossier")),
    path("", include("thanthien.office.urls_house")),
]
