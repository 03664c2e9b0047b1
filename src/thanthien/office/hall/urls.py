"""Addresses of the waiting room: the clerk's list, and what the commune decides of it."""

from django.urls import URLPattern, path

from thanthien.office.hall import room, settings

urlpatterns: list[URLPattern] = [
    path("mot-cua/phong-cho/", room.hall, name="hall"),
    path("mot-cua/phong-cho/cho-so/", room.give, name="ticket_give"),
    path("mot-cua/phong-cho/<uuid:ticket_id>/", room.act, name="ticket_act"),
    path("mot-cua/phong-cho/<uuid:ticket_id>/phieu/", room.slip, name="ticket_slip"),
    path("mot-cua/phong-cho/may/<uuid:kiosk_id>/", room.paper, name="kiosk_paper"),
    path("cai-dat/quay/", settings.counters, name="counters"),
    path("cai-dat/quay/ghi/", settings.counter, name="counter_set"),
    path("cai-dat/may-lay-so/", settings.kiosks, name="kiosks"),
    path("cai-dat/may-lay-so/them/", settings.add, name="kiosk_add"),
    path("cai-dat/may-lay-so/<uuid:kiosk_id>/thoi/", settings.end, name="kiosk_end"),
]
