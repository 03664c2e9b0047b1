"""Addresses of digital signatures."""

from django.urls import URLPattern, path

from thanthien.office.marks import pages

urlpatterns: list[URLPattern] = [
    path("ky-so/", pages.signing, name="signing"),
    path("ky-so/<uuid:mark_id>/ky/", pages.sign, name="mark_sign"),
    path("ky-so/<uuid:mark_id>/lai/", pages.again, name="mark_again"),
    path("van-thu/giay/<uuid:mark_id>/thu-hoi/", pages.recall, name="mark_recall"),
]
