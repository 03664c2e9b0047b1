"""Addresses of reorganisation, and of the registers of units that ended."""

from django.urls import URLPattern, path

from thanthien.office import kept, reorganisation, reorganisation_allot

urlpatterns: list[URLPattern] = [
    path("sap-xep/", reorganisation.plans, name="reorganisations"),
    path("sap-xep/de-nghi/", reorganisation.propose, name="reorganise"),
    path("sap-xep/<uuid:plan_id>/", reorganisation.plan, name="reorganisation"),
    path("sap-xep/<uuid:plan_id>/duyet/", reorganisation.approve, name="reorganisation_approve"),
    path("sap-xep/<uuid:plan_id>/khong-duyet/", reorganisation.decline, name="reorganisation_decline"),
    path("sap-xep/<uuid:plan_id>/thuc-hien/", reorganisation.carry_out, name="reorganisation_carry_out"),
    path("sap-xep/<uuid:plan_id>/ho-so/", reorganisation_allot.dossiers, name="reorganisation_dossiers"),
    path("sap-xep/<uuid:plan_id>/<slug:slug>/", reorganisation_allot.arrange, name="reorganisation_arrange"),
    path("so-cu/<uuid:unit_id>/", kept.register, name="kept_register"),
]
