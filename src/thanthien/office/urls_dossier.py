"""Addresses of a dossier's page, its acts, its papers, and of those who sign and number."""

from django.urls import URLPattern, path

from thanthien.office import chair, chair_letters, dossier, dossier_acts, identity, records

urlpatterns: list[URLPattern] = [
    path("ho-so/<uuid:dossier_id>/", dossier.dossier, name="dossier"),
    path("ho-so/<uuid:dossier_id>/giay/<uuid:paper_id>.pdf", dossier.paper, name="paper"),
    path("ho-so/<uuid:dossier_id>/tep/<uuid:item_id>/", dossier.attachment, name="attachment"),
    path("ho-so/<uuid:dossier_id>/so-dinh-danh/", identity.identity, name="identity"),
    path("ho-so/<uuid:dossier_id>/viec/<slug:slug>/", dossier_acts.act, name="act"),
    path("ho-so/<uuid:dossier_id>/<slug:tab>/", dossier.dossier, name="dossier_tab"),
    path("chu-tich/", chair.chair, name="letters"),
    path("chu-tich/thu/<uuid:apology_id>/ky/", chair_letters.sign, name="letter_sign"),
    path("chu-tich/thu/<uuid:apology_id>/sua/", chair_letters.revise, name="letter_revise"),
    path("chu-tich/thu/<uuid:apology_id>/khong-can/", chair_letters.dismiss, name="letter_dismiss"),
    path("van-thu/", records.records, name="records"),
    path("van-thu/<uuid:dossier_id>/", records.issue, name="issue"),
]
