"""Addresses of organisations and of papers used again."""

from django.urls import URLPattern, path

from thanthien.office.behalf import organisations, reuse
from thanthien.office.behalf.panels import earlier, people

PANELS = (people, earlier)  # importing them registers them

urlpatterns: list[URLPattern] = [
    path("mot-cua/to-chuc/", organisations.organisations, name="registrants"),
    path("mot-cua/to-chuc/<uuid:organisation_id>/", organisations.change, name="registrant"),
    path("mot-cua/giay-cu/<uuid:dossier_id>/", reuse.reuse, name="reuse_paper"),
]
