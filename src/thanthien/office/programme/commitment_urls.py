"""Addresses of commitments."""

from django.urls import URLPattern, path

from thanthien.office.programme import commitment_signing, commitment_texts, commitments

_ONE = "mo-hinh/cam-ket/<uuid:commitment_id>/"

urlpatterns: list[URLPattern] = [
    path("mo-hinh/cam-ket/", commitments.commitments, name="commitments"),
    path("mo-hinh/cam-ket/cua-toi/", commitments.own, name="own_commitment"),
    path("mo-hinh/cam-ket/cua-toi/lap/", commitments.draft, name="commitment_draft"),
    path("mo-hinh/cam-ket/lap/ca-nhan/", commitments.draft_for, {"scope": "person"}, name="commitment_for_person"),
    path("mo-hinh/cam-ket/lap/tap-the/", commitments.draft_for, {"scope": "body"}, name="commitment_for_body"),
    path("mo-hinh/cam-ket/mau/", commitment_texts.texts, name="commitment_texts"),
    path("mo-hinh/cam-ket/mau/ca-nhan/", commitment_texts.write, {"scope": "person"}, name="commitment_text_person"),
    path("mo-hinh/cam-ket/mau/tap-the/", commitment_texts.write, {"scope": "body"}, name="commitment_text_body"),
    path("mo-hinh/cam-ket/mau/<uuid:text_id>/dung/", commitment_texts.adopt, name="commitment_text_adopt"),
    path(_ONE, commitments.commitment, name="commitment"),
    path(f"{_ONE}sua/", commitments.change, name="commitment_change"),
    path(f"{_ONE}bo/", commitments.discard, name="commitment_discard"),
    path(f"{_ONE}ky/", commitment_signing.sign, name="commitment_sign"),
    path(f"{_ONE}ky-giay/", commitment_signing.record, name="commitment_record"),
    path(f"{_ONE}to-in.pdf", commitment_signing.sheet, name="commitment_sheet"),
    path(f"{_ONE}loi.txt", commitment_signing.text, name="commitment_text_file"),
    path(f"{_ONE}ban-chup/", commitments.scan, name="commitment_scan"),
]
