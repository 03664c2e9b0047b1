"""Addresses of the level above (``/cap-tren/``)."""

from django.urls import URLPattern, path

from thanthien.office import above
from thanthien.office.programme import above as programme
from thanthien.office.programme import difficulties_above, findings, inspection, readiness_above, spread, training_urls

app_name = "above"

urlpatterns: list[URLPattern] = [
    path("", above.overview, name="overview"),
    path("mo-hinh/", programme.programmes, name="programmes"),
    path("mo-hinh/lap/", programme.found, name="programme_found"),
    path("mo-hinh/<uuid:programme_id>/", programme.board, name="programme"),
    path("mo-hinh/<uuid:programme_id>/van-ban/", programme.guide, name="programme_guide"),
    path("mo-hinh/<uuid:programme_id>/chon/", programme.choose, name="programme_choose"),
    path("mo-hinh/<uuid:programme_id>/cong-nhan/", programme.recognise, name="programme_recognise"),
    path("mo-hinh/<uuid:programme_id>/thoi/", programme.leave, name="programme_leave"),
    *inspection.routes("above"),
    *difficulties_above.urlpatterns,
    *findings.routes("above"),
    *readiness_above.urlpatterns,
    *spread.routes("above"),
    *training_urls.above,
]
