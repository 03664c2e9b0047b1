"""Addresses of control slip, register files, result papers and their book, printing many."""

from django.urls import URLPattern, path

from thanthien.office.papers_desk import control

urlpatterns: list[URLPattern] = [
    path("ho-so/<uuid:dossier_id>/phieu-kiem-soat.pdf", control.control, name="control_slip"),
]
