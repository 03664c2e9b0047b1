"""Addresses of the counter: taking in, handing over, the register, slips."""

from django.urls import URLPattern, path

from thanthien.office import desk, more, printing, register, returns, slips, waiting

urlpatterns: list[URLPattern] = [
    path("mot-cua/", more.desk_home, name="desk"),
    path("mot-cua/tiep-nhan/", desk.counter, name="counter"),
    path("mot-cua/tiep-nhan/tim/", desk.find, name="find_procedure"),
    path("mot-cua/tiep-nhan/chon/", desk.choose, name="choose_procedure"),
    path("mot-cua/tiep-nhan/nguoi/", desk.person, name="known_person"),
    path("mot-cua/cho-tiep-nhan/", waiting.queue, name="queue"),
    path("mot-cua/cho-tiep-nhan/<uuid:dossier_id>/", waiting.waiting, name="waiting"),
    path("mot-cua/tra/", returns.hand_over, name="hand_over"),
    path("mot-cua/tra/<uuid:dossier_id>/", returns.hand_over_one, name="hand_over_one"),
    path("mot-cua/so/", register.register, name="register"),
    path("mot-cua/phieu/", slips.slips, name="slips"),
    path("mot-cua/phieu/in/", slips.print_all, name="slips_print"),
    path("mot-cua/phieu/<uuid:message_id>/", slips.slip, name="slip"),
    path("mot-cua/phieu/<uuid:message_id>/da-in/", slips.printed, name="slip_printed"),
    path("ho-so/", register.dossiers, name="dossiers"),
    path("ho-so/<uuid:dossier_id>/giay/<uuid:paper_id>/<int:number>.svg", printing.paper_page, name="paper_page"),
    path("tim/", register.find, name="find"),
    path("them/", more.more, name="more"),
]
