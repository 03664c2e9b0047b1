"""The sheet of components, for those who build pages and for the tests that look at them."""

from django.urls import path

from thanthien.web.sheet import sheet, sheet_work

urlpatterns = [
    path("thanh-phan/", sheet, name="sheet"),
    path("thanh-phan/can-bo/", sheet_work, name="sheet_work"),
]
