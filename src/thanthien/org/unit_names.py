"""Names of units as people type them: with or without marks, kind in front, both places of the tone mark."""

import re
import unicodedata
from dataclasses import dataclass

from thanthien.core.text import clean, fold
from thanthien.org.models.units import Kind

LONGEST = 120
# Grave, acute, tilde, hook above, dot below. The other marks (â ă ơ ư) make another letter.
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_CITIES = frozenset({Kind.CENTRAL_CITY, Kind.PROVINCIAL_CITY})
_WORDS: dict[str, frozenset[Kind]] = {
    "thanh pho": _CITIES,
    "tp": _CITIES,
    "tinh": frozenset({Kind.PROVINCE}),
    "quan": frozenset({Kind.URBAN_DISTRICT}),
    "q": frozenset({Kind.URBAN_DISTRICT}),
    "huyen": frozenset({Kind.RURAL_DISTRICT}),
    "h": frozenset({Kind.RURAL_DISTRICT}),
    "thi xa": frozenset({Kind.DISTRICT_TOWN}),
    "tx": frozenset({Kind.DISTRICT_TOWN}),
    "xa": frozenset({Kind.COMMUNE}),
    "x": frozenset({Kind.COMMUNE}),
    "phuong": frozenset({Kind.WARD}),
    "p": frozenset({Kind.WARD}),
    "thi tran": frozenset({Kind.TOWNSHIP}),
    "tt": frozenset({Kind.TOWNSHIP}),
    "dac khu": frozenset({Kind.SPECIAL_ZONE}),
}
_SHORT = {"hcm": "ho chi minh", "hn": "ha noi"}


@dataclass(frozen=True)
class Asked:
    """What somebody is looking for: a code, or names with the kinds they may have (empty: any kind)."""

    code: str = ""
    names: tuple[tuple[str, frozenset[Kind]], ...] = ()
    letters: frozenset[str] = frozenset()
    within: tuple[frozenset[str], ...] = ()


def fold_name(text: str) -> str:
    """Return the searchable form: M'Drắk is "mdrak", Chân Mây - Lăng Cô is "chan may lang co", 01 is "1"."""
    folded = re.sub(r"['’ʼ`]", "", fold(clean(text)))
    words = re.sub(r"[^\w]+", " ", folded).split()
    return " ".join(word.lstrip("0") or word if word.isdigit() else word for word in words)


def letters(text: str) -> str:
    """Return a form in which "Hoà" equals "Hòa" but "Văn" does not equal "Vân"."""
    words = re.sub(r"[^\w]+", " ", clean(text).lower().replace("'", "").replace("’", "")).split()
    return " ".join(_tone_last(word) for word in words)


def _tone_last(word: str) -> str:
    parts = "".join(_parts(letter) for letter in word)
    bare = "".join(part for part in parts if part not in _TONES)
    return bare + "".join(part for part in parts if part in _TONES)


def _parts(letter: str) -> str:
    pieces = unicodedata.decomposition(letter)
    if not pieces or pieces.startswith("<"):
        return letter
    return "".join(_parts(chr(int(piece, 16))) for piece in pieces.split())


def _readings(text: str) -> list[tuple[str, frozenset[Kind]]]:
    """Return the folded name as typed, and without a kind in front. Huyện Quan Sơn must stay findable."""
    whole = re.sub(r"^(tp|q|p|x|h)(\d+|hcm)$", r"\1 \2", fold_name(text))
    found = [(_SHORT.get(whole, whole), frozenset[Kind]())]
    for word, kinds in _WORDS.items():
        name = whole.removeprefix(f"{word} ")
        if name != whole and name:
            found.append((_SHORT.get(name, name), kinds))
    return found


def understand(text: str) -> Asked:
    """Read what was typed: "15163", "cam van", "xã Cẩm Vân", "Cẩm Tâm, Cẩm Thủy, Thanh Hóa"."""
    if len(text) > LONGEST:
        return Asked()
    cleaned = clean(text)
    if re.fullmatch(r"\d{2}|\d{3}|\d{5}", cleaned, re.ASCII):
        # Wards and urban districts have numbers for names, too: "12" is Lai Châu and Phường 12.
        return Asked(code=cleaned, names=((fold_name(cleaned), frozenset()),), letters=frozenset({letters(cleaned)}))
    head, *rest = [part.strip() for part in cleaned.split(",")]
    names = tuple((name, kinds) for name, kinds in _readings(head) if name)
    exact = letters(head)
    # "xã Cẩm Vân" is exact for the name "Cẩm Vân": compare the last words, as many as the name has.
    endings = frozenset(exact.split(" ", skip)[-1] for skip in range(3) if exact.count(" ") >= skip)
    within = tuple(frozenset(name for name, _ in _readings(part)) for part in rest if fold_name(part))
    return Asked(names=names, letters=endings, within=within)
