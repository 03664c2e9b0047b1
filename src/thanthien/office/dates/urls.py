"""Addresses of the calendar and of changed limits."""

from django.urls import URLPattern, path

from thanthien.office.dates import limits, notices

urlpatterns: list[URLPattern] = [
    path("lich-nghi/", notices.holidays, name="holidays"),
    path("lich-nghi/them/", notices.enter, name="notice_enter"),
    path("lich-nghi/thoi-han/", limits.enter, name="limit_enter"),
    path("lich-nghi/thoi-han/<uuid:change_id>/", limits.change, name="limit_change"),
    path("lich-nghi/thoi-han/<uuid:change_id>/<slug:act>/", limits.act, name="limit_act"),
    path("lich-nghi/thoi-han/<uuid:change_id>/ho-so/<uuid:dossier_id>/", limits.keep, name="limit_keep"),
    path("lich-nghi/<uuid:notice_id>/ho-so/<uuid:dossier_id>/", notices.keep, name="notice_keep"),
    path("lich-nghi/<uuid:notice_id>/", notices.notice, name="notice"),
    path("lich-nghi/<uuid:notice_id>/<slug:act>/", notices.act, name="notice_act"),
]
