"""Which page of the manual helps at which page of the product: by the module of its view, the longest name wins."""

from collections.abc import Mapping
from typing import Final

PLACES: Final[Mapping[str, str]] = {
    # the counter
    "office.desk": "mot-cua", "office.waiting": "mot-cua", "office.returns": "mot-cua", "office.slips": "mot-cua",
    "office.register": "mot-cua", "office.printing": "mot-cua", "office.hall": "phong-cho",
    "office.fees": "thu-phi", "office.booking": "mot-cua", "office.intake": "mot-cua",
    "office.kept": "sap-xep", "office.behalf": "mot-cua", "office.dates": "lich-nghi",
    # whoever handles, signs, numbers
    "office.dossier": "nguoi-xu-ly", "office.dossier_acts": "nguoi-xu-ly", "office.identity": "nguoi-xu-ly",
    "office.chair": "chu-tich", "office.chair_letters": "chu-tich", "office.ratings": "chu-tich",
    "office.courtesy": "thu-cua-xa", "office.marks": "van-thu", "office.tell": "bao-tin",
    "office.records": "van-thu", "office.papers_desk": "van-thu",
    # whoever keeps the house
    "office.catalogue": "quan-tri", "office.words": "quan-tri", "office.people": "quan-tri",
    "office.invite": "quan-tri", "office.journal": "quan-tri", "office.roots": "quan-tri", "office.rights": "quan-tri",
    "office.settings": "quan-tri", "office.elevation": "quan-tri",
    "office.data_requests": "yeu-cau-du-lieu", "office.retention": "yeu-cau-du-lieu",
    "office.sealed": "niem-phong", "office.sealed_keys": "niem-phong", "office.sealed_people": "niem-phong",
    "office.organisation": "to-chuc", "office.reorganisation": "sap-xep", "office.reorganisation_allot": "sap-xep",
    # oneself
    "office.own": "dang-nhap", "office.visits": "dang-nhap", "office.security": "dang-nhap",
    "office.second_step": "dang-nhap", "office.signing_in": "dang-nhap", "office.invitation": "dang-nhap",
    "office.sso": "dang-nhap", "office.choosing": "dang-nhap",
    # the model
    "office.programme": "van-ban", "office.programme.board_work": "hop-ban", "office.programme.meeting": "hop-ban",
    "office.programme.minutes": "hop-ban", "office.programme.commitment": "cam-ket",
    "office.programme.difficult": "kho-khan", "office.programme.inspection": "kiem-tra",
    "office.programme.findings": "kiem-tra", "office.programme.launch": "ra-mat",
    "office.programme.outside": "ra-ngoai", "office.programme.readiness": "ra-soat",
    "office.programme.spread": "nhan-rong", "office.programme.mobilisation": "nhan-rong",
    "office.programme.training": "tap-huan", "office.programme.above": "cap-tren", "office.above": "cap-tren",
    # people
    "public": "cong-dan",
}  # fmt: skip
# On the first page each post reads its own: the first area that a person has decides.
OF_POST: Final[Mapping[str, str]] = {
    "letters": "chu-tich", "desk": "mot-cua", "records": "van-thu", "dossiers": "nguoi-xu-ly", "sealed": "niem-phong",
    "overview": "cap-tren", "people": "quan-tri",
}  # fmt: skip


def page_for(module: str, areas: tuple[str, ...] = ()) -> str:
    """Return the page of the manual for a view's module ("thanthien.office.hall.screen"), "" for the index."""
    name = module.removeprefix("thanthien.")
    known = [place for place in PLACES if name.startswith(place)]
    if known:
        return PLACES[max(known, key=len)]
    return next((page for area, page in OF_POST.items() if area in areas), "")
