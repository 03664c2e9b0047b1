"""Addresses of telling. They stand before a dossier's tabs, whose pattern would take the last one."""

from django.urls import URLPattern, path

from thanthien.office.tell import hamlets, rule, unsent, way

urlpatterns: list[URLPattern] = [
    path("tin/", unsent.unsent, name="unsent"),
    path("tin/thon/", hamlets.lists, name="hamlet_lists"),
    path("tin/thon/<uuid:hamlet_id>/", hamlets.one, name="hamlet_list"),
    path("tin/mo-phong/", unsent.simulated, name="simulated"),
    path("tin/<uuid:message_id>/", unsent.resend, name="resend"),
    path("cai-dat/bao-tin/", rule.rule, name="channel_rule"),
    path("ho-so/<uuid:dossier_id>/bao-tin/", way.way, name="tell_way"),
    path("ho-so/<uuid:dossier_id>/bao-tin/dung/", way.stop, name="tell_stop"),
]
