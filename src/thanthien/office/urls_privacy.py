"""Addresses of what people ask about their data, of retention and of destruction."""

from django.urls import URLPattern, path

from thanthien.office import data_requests, retention

urlpatterns: list[URLPattern] = [
    path("du-lieu-ca-nhan/", data_requests.data_requests, name="data_requests"),
    path("du-lieu-ca-nhan/them/", data_requests.data_request_new, name="data_request_new"),
    path("du-lieu-ca-nhan/<uuid:request_id>/", data_requests.data_request, name="data_request"),
    path("du-lieu-ca-nhan/<uuid:request_id>/<slug:act>/", data_requests.data_request_act, name="data_request_act"),
    path("luu-tru/", retention.retention, name="retention"),
    path("luu-tru/<uuid:record_id>/", retention.destruction, name="destruction"),
    path("luu-tru/<uuid:record_id>.pdf", retention.destruction_paper, name="destruction_paper"),
    path("luu-tru/<uuid:record_id>/<slug:act>/", retention.destruction_act, name="destruction_act"),
]
