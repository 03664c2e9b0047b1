"""Addresses of what came in elsewhere."""

from django.urls import URLPattern, path

from thanthien.office.intake import keys, sheets
from thanthien.office.intake.panel import official

PANEL = official  # importing it registers it

urlpatterns: list[URLPattern] = [
    path("mot-cua/noi-khac/", sheets.sheets, name="intake"),
    path("mot-cua/noi-khac/<uuid:sheet_id>/", sheets.sheet, name="intake_sheet"),
    path("cai-dat/ket-noi/", keys.keys, name="intake_keys"),
    path("cai-dat/ket-noi/<uuid:key_id>/", keys.key, name="intake_key"),
    path("cai-dat/ket-noi/<uuid:key_id>/thu/", keys.end, name="intake_key_end"),
]
