"""Addresses of control slip, register files, result papers and their book, printing many."""

from django.urls import URLPattern, path

from thanthien.office.papers_desk import book, control, files, replace, results

urlpatterns: list[URLPattern] = [
    path("ho-so/<uuid:dossier_id>/phieu-kiem-soat.pdf", control.control, name="control_slip"),
    path("ho-so/<uuid:dossier_id>/ket-qua/soan/", results.write, name="result_write"),
    path("ho-so/<uuid:dossier_id>/ket-qua/ban-ky/", results.scan, name="result_scan"),
    path("ho-so/<uuid:dossier_id>/ket-qua/xem.pdf", results.look, name="result_look"),
    path("van-thu/so-di/", book.book, name="book"),
    path("van-thu/so-di/<uuid:result_id>/huy/", book.void, name="result_void"),
    path("van-thu/so-di/<uuid:result_id>/thay/", replace.replace, name="result_replace"),
    path("van-thu/in/", book.batch, name="print_batch"),
    path("mot-cua/so/tep/", files.ask_register, name="ask_register"),
    path("tep/", files.office_files, name="office_files"),
    path("tep/<uuid:file_id>/", files.office_file, name="office_file"),
    path("tep/<uuid:file_id>/tai/", files.fetch, name="office_file_fetch"),
    path("tep/<uuid:file_id>/dung/", files.cancel, name="office_file_cancel"),
]
