"""The sheet of components, for those who build pages and for the tests that look at them."""

from django.urls import path

from thanthien.web.sheet import sheet, sheet_work
from thanthien.web.well_known import security_txt

urlpatterns = [
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("thanh-phan/", sheet, name="sheet"),
    path("thanh-phan/can-bo/", sheet_work, name="sheet_work"),
]
