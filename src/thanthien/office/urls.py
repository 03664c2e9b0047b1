"""Addresses of the work pages, one list an area."""

from django.urls import URLPattern, URLResolver, include, path

from thanthien.office import choosing, today

app_name = "office"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", today.today, name="today"),
    path("", include("thanthien.office.urls_signing")),
    path("", include("thanthien.office.help")),
    path("", include("thanthien.office.urls_provider")),
    path("chuc-danh/", choosing.choose, name="acting"),
    path("", include("thanthien.office.urls_desk")),
    path("", include("thanthien.office.hall.urls")),
    path("", include("thanthien.office.papers_desk.urls")),
    path("", include("thanthien.office.fees.urls")),
    path("", include("thanthien.office.courtesy.urls")),
    path("", include("thanthien.office.marks.urls")),
    path("", include("thanthien.office.tell.urls")),
    path("", include("thanthien.office.urls_dossier")),
    path("niem-phong/", include("thanthien.office.urls_sealed")),
    path("", include("thanthien.office.urls_privacy")),
    path("", include("thanthien.office.urls_house")),
    path("", include("thanthien.office.behalf.urls")),
    path("", include("thanthien.office.booking.urls")),
    path("", include("thanthien.office.intake.urls")),
    path("", include("thanthien.office.programme.urls")),
    path("", include("thanthien.office.dates.urls")),
    path("", include("thanthien.office.urls_organisation")),
    path("", include("thanthien.office.urls_units")),
]
