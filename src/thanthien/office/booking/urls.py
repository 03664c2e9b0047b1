"""Addresses of appointments."""

from django.urls import URLPattern, path

from thanthien.office.booking import rule, today

urlpatterns: list[URLPattern] = [
    path("mot-cua/lich-hen/", today.bookings, name="bookings"),
    path("mot-cua/lich-hen/ma/", today.by_code, name="booking_code"),
    path("mot-cua/lich-hen/<uuid:booking_id>/", today.mark, name="booking_mark"),
    path("cai-dat/lich-hen/", rule.rule, name="booking_rule"),
]
