"""Addresses of the model in the commune's own office."""

from django.urls import URLPattern, path

from thanthien.office.programme import (
    commitment_urls,
    difficulties,
    findings,
    inspection,
    own,
    plan,
    posting,
    readiness,
    spread,
)

urlpatterns: list[URLPattern] = [
    path("mo-hinh/", own.own, name="model"),
    path("mo-hinh/ke-hoach/", plan.plans, name="plans"),
    path("mo-hinh/ke-hoach/lap/", plan.make, name="plan_make"),
    path("mo-hinh/ke-hoach/<uuid:plan_id>/", plan.plan, name="plan"),
    path("mo-hinh/ke-hoach/<uuid:plan_id>/them/", plan.add, name="plan_add"),
    path("mo-hinh/ke-hoach/<uuid:plan_id>/ban-hanh/", plan.issue, name="plan_issue"),
    path("mo-hinh/viec/<uuid:task_id>/sua/", plan.change, name="plan_task_change"),
    path("mo-hinh/viec/<uuid:task_id>/xong/", plan.done, name="plan_task_done"),
    path("mo-hinh/viec/<uuid:task_id>/chi/", plan.spend, name="plan_task_spend"),
    path("mo-hinh/viec/<uuid:task_id>/mo-lai/", plan.reopen, name="plan_task_reopen"),
    path("mo-hinh/viec/<uuid:task_id>/bo/", plan.drop, name="plan_task_drop"),
    *commitment_urls.urlpatterns,
    *inspection.routes("office"),
    *difficulties.urlpatterns,
    *findings.routes("office"),
    *posting.urlpatterns,
    *readiness.urlpatterns,
    *spread.routes("office"),
]
