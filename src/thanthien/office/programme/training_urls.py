"""Addresses of training; the level above has the first page under its own address, too."""

from django.urls import URLPattern, path

from thanthien.office.programme import training, training_learn, training_sessions

urlpatterns: list[URLPattern] = [
    *training.urlpatterns,
    *training_sessions.urlpatterns,
    *training_learn.urlpatterns,
]
above: list[URLPattern] = [path("mo-hinh/tap-huan/", training.home_above, name="trainings")]
