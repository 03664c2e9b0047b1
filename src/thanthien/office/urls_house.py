"""Addresses of those who keep the house: catalogue, people, journal, ratings."""

from django.urls import URLPattern, path

from thanthien.office import (
    catalogue,
    catalogue_import,
    invite,
    journal,
    own,
    people,
    ratings,
    rights,
    roots,
    settings,
    words,
)

urlpatterns: list[URLPattern] = [
    path("danh-muc/", catalogue.catalogue, name="catalogue"),
    path("danh-muc/nap/", catalogue_import.files, name="catalogue_files"),
    path("danh-muc/nap/<uuid:import_id>/", catalogue_import.file, name="catalogue_file"),
    path("danh-muc/tu-thuong-goi/", words.words, name="words"),
    path("danh-muc/tu-thuong-goi/<uuid:synonym_id>/bo/", words.end, name="word_end"),
    path("danh-muc/de-nghi/<uuid:correction_id>/", catalogue.decide, name="correction"),
    path("danh-muc/<str:code>/", catalogue.procedure, name="procedure"),
    path("danh-muc/<str:code>/bat-tat/", catalogue.setting, name="procedure_setting"),
    path("con-nguoi/", people.people, name="people"),
    path("con-nguoi/them/", people.appoint, name="appoint"),
    path("con-nguoi/tru-so/", people.office, name="office"),
    path("con-nguoi/<uuid:staff_id>/chuc-danh/", people.give, name="give_position"),
    path("con-nguoi/<uuid:staff_id>/loi-moi/", invite.invite, name="invite"),
    path("con-nguoi/<uuid:staff_id>/loi-moi/rut/", invite.withdraw, name="invite_withdraw"),
    path("con-nguoi/<uuid:staff_id>/buoc-hai/", invite.factor_reset, name="factor_reset"),
    path("con-nguoi/chuc-danh/<uuid:position_id>/thoi/", people.end, name="end_position"),
    path("mat-khau/", own.own_password, name="own_password"),
    path("nhat-ky/", journal.page, name="audit"),
    path("nhat-ky/kiem-tra/", journal.verify, name="audit_verify"),
    path("nhat-ky/dau-ngay/", roots.page, name="roots"),
    path("nhat-ky/dau-ngay/khoa/", roots.trust, name="roots_trust"),
    path("nhat-ky/dau-ngay/nhan/", roots.receive, name="roots_receive"),
    path("cai-dat/", settings.settings, name="settings"),
    path("quyen/", rights.rights, name="rights"),
    path("gop-y/", ratings.ratings, name="figures"),
    path("gop-y/quay/", ratings.counters, name="figures_counters"),
]
