"""Addresses of the commune's organisation: hamlets, boards, posts, who is away and who acts for whom."""

from django.urls import URLPattern, path

from thanthien.office import organisation, organisation_boards, organisation_duty, organisation_hamlets

urlpatterns: list[URLPattern] = [
    path("to-chuc/", organisation.organisation, name="organisation"),
    path("to-chuc/chuc-danh/", organisation.posts, name="posts"),
    path("to-chuc/thon/", organisation_hamlets.hamlets, name="hamlets"),
    path("to-chuc/thon/them/", organisation_hamlets.add, name="hamlet_add"),
    path("to-chuc/thon/thay/", organisation_hamlets.replace, name="hamlet_replace"),
    path("to-chuc/thon/<uuid:hamlet_id>/", organisation_hamlets.hamlet, name="hamlet"),
    path("to-chuc/thon/<uuid:hamlet_id>/thoi/", organisation_hamlets.end, name="hamlet_end"),
    path("to-chuc/thon/<uuid:hamlet_id>/truong/", organisation_hamlets.name_head, name="hamlet_head"),
    path("to-chuc/thon/<uuid:hamlet_id>/to/", organisation_hamlets.add_group, name="group_add"),
    path("to-chuc/thon/truong/<uuid:head_id>/thoi/", organisation_hamlets.end_head, name="hamlet_head_end"),
    path("to-chuc/thon/to/<uuid:group_id>/thoi/", organisation_hamlets.end_group, name="group_end"),
    path("to-chuc/ban/", organisation_boards.boards, name="boards"),
    path("to-chuc/ban/thanh-lap/", organisation_boards.found, name="board_found"),
    path("to-chuc/ban/<uuid:board_id>/", organisation_boards.board, name="board"),
    path("to-chuc/ban/<uuid:board_id>/thanh-vien/", organisation_boards.change, name="board_change"),
    path("to-chuc/ban/<uuid:board_id>/kien-toan/", organisation_boards.renew, name="board_renew"),
    path("to-chuc/ban/<uuid:board_id>/quy-che/", organisation_boards.regulate, name="board_regulate"),
    path("to-chuc/ban/<uuid:board_id>/giai-the/", organisation_boards.dissolve, name="board_dissolve"),
    path("to-chuc/vang-mat/", organisation_duty.duty, name="duty"),
    path("to-chuc/vang-mat/ghi/", organisation_duty.enter_absence, name="absence_enter"),
    path("to-chuc/vang-mat/<uuid:absence_id>/tro-lai/", organisation_duty.end_absence, name="absence_end"),
    path("to-chuc/uy-quyen/ghi/", organisation_duty.delegate, name="delegate"),
    path("to-chuc/uy-quyen/<uuid:delegation_id>/thoi/", organisation_duty.end_delegation, name="delegation_end"),
    path("con-nguoi/noi-khac/", organisation_duty.second_post, name="second_post"),
    path("con-nguoi/<uuid:staff_id>/tai-khoan/", organisation_duty.account, name="account"),
]
