"""Addresses of the level above (``/cap-tren/``)."""

from django.urls import URLPattern, path

from thanthien.office import above

app_name = "above"

urlpatterns: list[URLPattern] = [
    path("", above.overview, name="overview"),
]
