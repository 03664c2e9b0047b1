"""Addresses of letters with a heart."""

from django.urls import URLPattern, path

from thanthien.office.courtesy import acts, pages

urlpatterns: list[URLPattern] = [
    path("thu-cua-xa/", pages.letters, name="courtesy"),
    path("thu-cua-xa/cam-on/", acts.thanks, name="courtesy_thanks"),
    path("thu-cua-xa/<uuid:letter_id>/", pages.letter, name="courtesy_letter"),
    path("thu-cua-xa/<uuid:letter_id>/ky/", pages.sign, name="courtesy_sign"),
    path("thu-cua-xa/<uuid:letter_id>/thu.pdf", pages.paper, name="courtesy_pdf"),
    path("thu-cua-xa/<uuid:letter_id>/sua/", acts.revise, name="courtesy_revise"),
    path("thu-cua-xa/<uuid:letter_id>/van-gui/", acts.release, name="courtesy_release"),
    path("thu-cua-xa/<uuid:letter_id>/thoi/", acts.withdraw, name="courtesy_withdraw"),
    path("thu-cua-xa/<uuid:letter_id>/trao/", acts.hand, name="courtesy_hand"),
]
