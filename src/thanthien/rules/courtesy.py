"""Letters with a heart: for which matters, and when a person must look before one is sent.

A letter of joy to a house in mourning hurts more than none. So a birth's letter is thrown away when the same child's
death is known, and held for an officer's eyes when a death may belong to the same family; likewise the other way round.

Source: settled questions 11 (only where a box was ticked) and the model's conduct rules; the lengths are assumed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

BIRTH, MARRIAGE, DEATH, THANKS = "birth", "marriage", "death", "thanks"
# Codes of the national catalogue. Late and repeated registrations are left out: nobody has just been born or married.
MATTERS: Final[Mapping[str, frozenset[str]]] = {
    BIRTH: frozenset({"1.001193", "1.003583", "1.000689", "1.001695", "2.000528", "2.000986", "2.001023", "3.000722"}),
    MARRIAGE: frozenset({"1.000894", "1.000593", "1.000094", "2.000806"}),
    DEATH: frozenset({"1.000656", "1.000419", "1.001766", "2.002913"}),
}
# Which matters of the same family make somebody look first.
AGAINST: Final[Mapping[str, str]] = {BIRTH: DEATH, MARRIAGE: DEATH, DEATH: BIRTH}
WATCHED: Final = timedelta(days=365)  # how far back, assumed
LONG_AGO: Final = timedelta(days=180)  # a child registered later than this: joy may be misplaced, assumed
STRANGERS: Final = frozenset({"Không có quan hệ họ hàng", "Người giám hộ"})
INFANT, FAMILY, STRANGER, LATE = "infant", "family", "stranger", "late"
SAID: Final[Mapping[str, str]] = {
    INFANT: "Em bé trong hồ sơ này đã có hồ sơ khai tử.",
    FAMILY: "Trong xã có hồ sơ khác có thể cùng gia đình này: bên sinh, bên mất. Hỏi kỹ rồi mới gửi.",
    STRANGER: "Người nộp hồ sơ không phải người nhà. Xem có nên gửi thư cho họ không.",
    LATE: "Em bé đăng ký muộn, sinh đã lâu. Xem có nên gửi thư không.",
}


@dataclass(frozen=True, slots=True)
class Traces:
    """By what a dossier may belong to the same family as another. All texts are folded, empty ones left out.

    ``people`` are identity numbers of anybody in it, ``subject`` the name of the child or of the deceased.
    """

    people: frozenset[str]
    phone: str
    address: str
    subject: str

    def meets(self, other: "Traces") -> bool:
        """Tell whether both may be about one family: a common number, telephone, address or name."""
        same = (
            (self.phone, other.phone),
            (self.address, other.address),
            (self.subject, other.subject),
        )
        return bool(self.people & other.people) or any(mine and mine == theirs for mine, theirs in same)

    def same_person(self, other: "Traces") -> bool:
        """Tell whether both are about the same child: its name, and a trace of the family beside it."""
        beside = Traces(other.people, other.phone, other.address, "")
        return bool(self.subject) and self.subject == other.subject and self.meets(beside)


def kind_of(code: str) -> str:
    """Return the kind of letter that a procedure may bring, "" for none."""
    return next((kind for kind, codes in MATTERS.items() if code in codes), "")


def held_for(kind: str, own: Traces, others: Iterable[Traces], relation: str = "", age: timedelta | None = None) -> str:
    """Return why a letter is not simply put before the chair: ``infant`` (never sent), another word, or "".

    ``others`` are the matters of :data:`AGAINST` in the same unit; ``relation`` is the applicant's to whom it is
    about, ``age`` how long ago a child was born.
    """
    found = [one for one in others if own.meets(one)]
    if kind == BIRTH and any(own.same_person(one) for one in found):
        return INFANT
    if found:
        return FAMILY
    if relation in STRANGERS:
        return STRANGER
    return LATE if kind == BIRTH and age is not None and age > LONG_AGO else ""


def watched_since(filed_on: date) -> date:
    """Return from which day on other matters of the family are looked at."""
    return filed_on - WATCHED
