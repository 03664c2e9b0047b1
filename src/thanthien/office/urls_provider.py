"""Addresses of signing in through the state's provider. ``sso_back`` is what is registered there."""

from django.urls import URLPattern, path

from thanthien.office import sso

urlpatterns: list[URLPattern] = [
    path("dang-nhap/nha-nuoc/", sso.start, name="sso_start"),
    path("dang-nhap/nha-nuoc/ve/", sso.back, name="sso_back"),
    path("dinh-danh/", sso.own_provider, name="own_provider"),
    path("con-nguoi/<uuid:staff_id>/dinh-danh/", sso.provider_unlink, name="provider_unlink"),
    path("dinh-danh/mo/", sso.start_link, name="start_link"),
]
