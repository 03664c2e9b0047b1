"""Addresses of signing in: the doors, and everybody's own keys to them."""

from django.urls import URLPattern, path

from thanthien.office import elevation, invitation, second_step, security, signing_in, visits

urlpatterns: list[URLPattern] = [
    path("dang-nhap/", signing_in.login, name="login"),
    path("dang-nhap/buoc-hai/", second_step.second_step, name="second_step"),
    path("loi-moi/<str:token>/", invitation.invitation, name="invitation"),
    path("thoat/", signing_in.logout, name="logout"),
    path("xac-nhan/", elevation.confirm, name="confirm"),
    path("phien-quan-tri/", elevation.elevation, name="elevation"),
    path("phien-quan-tri/ket-thuc/", elevation.elevation_end, name="elevation_end"),
    path("bao-mat/", security.security, name="security"),
    path("bao-mat/ma-6-so/", security.totp_add, name="totp_add"),
    path("bao-mat/khoa/", security.passkey_add, name="passkey_add"),
    path("bao-mat/ma-du-phong/", security.codes_make, name="codes_make"),
    path("bao-mat/<int:factor_id>/go/", security.factor_remove, name="factor_remove"),
    path("phien-dang-nhap/", visits.visits, name="visits"),
    path("phien-dang-nhap/thoat-het/", visits.visits_end, name="visits_end"),
    path("phien-dang-nhap/<slug:ref>/thoat/", visits.visit_end, name="visit_end"),
]
