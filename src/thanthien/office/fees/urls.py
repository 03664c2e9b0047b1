"""Addresses of the money at the counter."""

from django.urls import URLPattern, path

from thanthien.office.fees import acts, pages

urlpatterns: list[URLPattern] = [
    path("mot-cua/le-phi/", pages.home, name="fees"),
    path("mot-cua/le-phi/so-quy/", pages.tills, name="tills"),
    path("mot-cua/le-phi/so-quy/mo/", acts.open_till, name="till_open"),
    path("mot-cua/le-phi/so-quy/chot/", acts.close_till, name="till_close"),
    path("mot-cua/le-phi/so-quy/<uuid:sheet_id>/", pages.till, name="till"),
    path("mot-cua/le-phi/phieu/<uuid:receipt_id>/", pages.receipt, name="fee_receipt"),
    path("mot-cua/le-phi/phieu/<uuid:receipt_id>/huy/", acts.void_receipt, name="fee_receipt_void"),
    path("mot-cua/le-phi/hoan/<uuid:refund_id>/", acts.decide, name="refund_decide"),
    path("mot-cua/le-phi/hoan/<uuid:refund_id>/tra/", acts.pay, name="refund_pay"),
    path("mot-cua/le-phi/bao-co/<uuid:call_id>/", acts.settle, name="payment_settle"),
    path("mot-cua/le-phi/chua-ro/<uuid:payment_id>/", acts.resolve, name="payment_resolve"),
    path("ho-so/<uuid:dossier_id>/le-phi/", pages.dossier, name="fee"),
    path("ho-so/<uuid:dossier_id>/le-phi/tinh/", acts.assess, name="fee_assess"),
    path("ho-so/<uuid:dossier_id>/le-phi/thu/", acts.collect, name="fee_collect"),
    path("ho-so/<uuid:dossier_id>/le-phi/doi/", acts.change, name="fee_change"),
    path("ho-so/<uuid:dossier_id>/le-phi/bo/", acts.void, name="fee_void"),
    path("ho-so/<uuid:dossier_id>/le-phi/hoan/", acts.refund, name="fee_refund"),
]
