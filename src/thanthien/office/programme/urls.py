"""Addresses of the model in the commune's own office."""

from django.urls import URLPattern, path

from thanthien.office.programme import own

urlpatterns: list[URLPattern] = [
    path("mo-hinh/", own.own, name="model"),
]
