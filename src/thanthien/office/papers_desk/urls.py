"""Addresses of control slip, register files, result papers and their book, printing many."""

from django.urls import URLPattern, path

from thanthien.office.papers_desk import control, files

urlpatterns: list[URLPattern] = [
    path("ho-so/<uuid:dossier_id>/phieu-kiem-soat.pdf", control.control, name="control_slip"),
    path("mot-cua/so/tep/", files.ask_register, name="ask_register"),
    path("tep/", files.office_files, name="office_files"),
    path("tep/<uuid:file_id>/", files.office_file, name="office_file"),
    path("tep/<uuid:file_id>/tai/", files.fetch, name="office_file_fetch"),
    path("tep/<uuid:file_id>/dung/", files.cancel, name="office_file_cancel"),
]
