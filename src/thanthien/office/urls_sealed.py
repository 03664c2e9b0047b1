"""Addresses of sealed cases. None of them carries a word: only keys of rows."""

from django.urls import URLPattern, path

from thanthien.office import sealed, sealed_keys, sealed_people

urlpatterns: list[URLPattern] = [
    path("", sealed.cases, name="sealed"),
    path("moi/", sealed.make, name="sealed_make"),
    path("khoa/", sealed_keys.key, name="sealed_key"),
    path("khoa/phieu/", sealed_keys.confirm_sheet, name="sealed_sheet"),
    path("khoa/phieu-moi/", sealed_keys.new_sheet, name="sealed_new_sheet"),
    path("khoa/doi/", sealed_keys.change, name="sealed_passphrase"),
    path("khoa/quen/", sealed_keys.recover, name="sealed_recover"),
    path("khoa/mo-thu/", sealed_keys.drill, name="sealed_drill"),
    path("khoa/bo/", sealed_keys.end, name="sealed_end_key"),
    path("nguoi/", sealed_people.people, name="sealed_people"),
    path("nguoi/<uuid:key_id>/cong-nhan/", sealed_people.vouch, name="sealed_vouch"),
    path("khoa-chung/", sealed_people.escrow, name="sealed_escrow"),
    path("giu-ho/", sealed_people.keep, name="sealed_keep"),
    path("giu-ho/<uuid:opening_id>/", sealed_people.join, name="sealed_join"),
    path("<uuid:record_id>/", sealed.case, name="sealed_case"),
    path("<uuid:record_id>/giao-khoa/", sealed.grant, name="sealed_grant"),
]
