"""How to address a person (xưng hô). The person's own choice always wins over this."""

from __future__ import annotations

from datetime import date

EVERYBODY = "bà con"
UNKNOWN = "anh/chị"
FORMS = ("anh/chị", "ông", "bà", "anh", "chị", "em", "cháu")
OLD_FROM = 60
ADULT_FROM = 18
CHILD_BELOW = 12
MALE, FEMALE = "male", "female"


def address(birth_year: int | None, sex: str, on: date, *, letter: bool = False, chosen: str = "") -> str:
    """The word for one person on a day, by the age reached in that year.

    `sex` is "male", "female" or "" (unknown). Letters always say ông or bà to grown-ups. Where the record
    does not say both year and sex nothing is guessed: "anh/chị", in letters "ông/bà".
    """
    if chosen in FORMS and not letter:
        return chosen
    if sex not in (MALE, FEMALE):
        return "ông/bà" if letter else UNKNOWN
    man = sex == MALE
    age = None if birth_year is None else on.year - birth_year
    if letter:
        return "ông" if man else "bà"
    if age is None or age < 0:
        return UNKNOWN
    if age >= OLD_FROM:
        return "ông" if man else "bà"
    if age >= ADULT_FROM:
        return "anh" if man else "chị"
    return "cháu" if age < CHILD_BELOW else "em"
