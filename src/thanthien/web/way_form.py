"""How one person wants to be told: the same questions by the secret link and at the counter."""

from datetime import date
from typing import Any

from thanthien.notify import service as notify
from thanthien.web.forms import ChoiceField, EmailField, OnceField, PageForm, PhoneField


class WayForm(PageForm):
    """Only ways that this installation has are offered; what one needs is asked beside it."""

    once = OnceField()
    tell_by = ChoiceField(label="Xã báo tin bằng cách nào", choices=[])
    phone = PhoneField(label="Số điện thoại", hint="Để trống thì giữ số đã khai", required=False)
    email = EmailField(label="Thư điện tử", hint="Để trống thì giữ địa chỉ đã khai", required=False)
    hamlet = ChoiceField(
        label="Thôn, bản nào", hint="Chỉ chọn khi nhờ trưởng thôn báo", choices=[], pull=True, required=False
    )
    language = ChoiceField(label="Tin viết bằng tiếng", choices=list(notify.LANGUAGES.items()), pull=True)

    def __init__(self, dossier: Any, day: date, data: Any = None) -> None:
        wish = notify.wish_of(dossier.unit_id, dossier.id)
        known = str(wish.hamlet_id) if wish is not None and wish.hamlet_id else ""
        language = wish.language if wish is not None else "vi"
        super().__init__(data, initial={"tell_by": dossier.tell_by, "hamlet": known, "language": language})
        hamlets = notify.hamlets(dossier.unit_id, day)
        self.offer("tell_by", notify.offered(dossier.unit_id, day))
        if hamlets:
            self.offer("hamlet", [("", "Theo địa chỉ đã khai"), *hamlets])
        else:
            del self.fields["hamlet"]
        self.say_what_is_asked()
