"""How a query is read: folded letters, Telex and VNI left-overs, glued words, abbreviations.

Every function takes folded text (lower case, no marks, đ as d); core.text.fold does the folding.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import product

_WORD = re.compile(r"[a-z0-9]+")
# A Vietnamese syllable without marks. What is shaped like one is more likely another word than a slip.
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|gh|gi|kh|ch|ph|th|tr|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?")
_ENDS_IN_Y = re.compile(r"(?:qu|[hklmst])y")
_MARKED_WORD = re.compile(r"[^\W_]+")
# "hoà" and "hòa" are one word: the mark moved with a spelling reform, both are taught and typed.
_NEW_MARKS = {
    old: new
    for olds, news in (("oà oá oả oã oạ", "òa óa ỏa õa ọa"), ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
                       ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"))
    for old, new in zip(olds.split(), news.split(), strict=True)
}  # fmt: skip
_TELEX = (
    ("dd", "d"),
    ("aa", "a"),
    ("ee", "e"),
    ("oo", "o"),
    ("aw", "a"),
    ("ow", "o"),
    ("uw", "u"),
    ("w", "u"),
)
_TONES = "sfrxjz"
_VNI = re.compile(r"[0-9]")
MAX_READINGS = 6
MIN_GLUED = 4

type_reading = tuple[str, ...]


def typed_tokens(folded: str) -> list[str]:
    return _WORD.findall(folded)


def tokens(folded: str) -> list[str]:
    """Return the words with one spelling for i and y: "đăng kí" is "đăng ký", "liệt sỹ" is "liệt sĩ"."""
    return [one_spelling(word) for word in _WORD.findall(folded)]


def one_spelling(word: str) -> str:
    return word[:-1] + "i" if _ENDS_IN_Y.fullmatch(word) else word


def marked_words(text: str) -> list[str]:
    """Return the words of unfolded text, lower case, with the marks where the newer spelling has them."""
    lowered = text.lower()
    for old, new in _NEW_MARKS.items():
        lowered = lowered.replace(old, new)
    return _MARKED_WORD.findall(lowered)


def drop_phrases(asked: list[str], fillers: Collection[tuple[str, str]]) -> list[str]:
    """Leave out pairs such as "hồ sơ", unless nothing would be left to look for."""
    kept: list[str] = []
    for word in asked:
        if kept and (kept[-1], word) in fillers:
            kept.pop()
        else:
            kept.append(word)
    return kept or asked


def is_syllable(token: str) -> bool:
    return _SYLLABLE.fullmatch(token) is not None


def readings(
    asked: list[str], known: Collection[str], short: Mapping[str, tuple[type_reading, ...]]
) -> list[type_reading]:
    """Return the ways a query can be read, the plainest first, at most MAX_READINGS."""
    choices = [_token_readings(token, known, short) for token in asked]
    seen: dict[type_reading, None] = {}
    for combination in product(*choices):
        seen[tuple(word for reading in combination for word in reading)] = None
        if len(seen) == MAX_READINGS:
            break
    return list(seen)


def _token_readings(
    token: str, known: Collection[str], short: Mapping[str, tuple[type_reading, ...]]
) -> list[type_reading]:
    """An abbreviation goes first: whoever types "ks" never means a word "ks"."""
    if token in short:
        return [*short[token], (one_spelling(token),)]
    if one_spelling(token) in known:
        return [(one_spelling(token),)]
    typed = next((word for word in map(one_spelling, _unmarked(token)) if word in known), None)
    if typed is not None:
        return [(typed,)]
    glued = split_glued(token, known, short) if len(token) >= MIN_GLUED else None
    return [glued, (token,)] if glued else [(token,)]


def _unmarked(token: str) -> Iterator[str]:
    """Yield what a token may be when its marks were typed but not turned into letters."""
    if _VNI.search(token):
        yield _VNI.sub("", token)
    bare = token
    for typed, letter in _TELEX:
        bare = bare.replace(typed, letter)
    if bare.startswith("d") and bare.endswith("d"):
        bare = bare[:-1]
    yield bare
    for at in range(len(bare) - 1, 0, -1):
        if bare[at] in _TONES:
            yield bare[:at] + bare[at + 1 :]


def split_glued(
    token: str, known: Collection[str], short: Mapping[str, tuple[type_reading, ...]]
) -> type_reading | None:
    """Return the fewest known words that make up the token ("dangky" is "dang ky"), or None."""
    best: list[type_reading | None] = [()] + [None] * len(token)
    for end in range(1, len(token) + 1):
        for start in range(max(0, end - 8), end - 1):
            before, piece = best[start], one_spelling(token[start:end])
            if before is None or not (piece in known or token[start:end] in short):
                continue
            words = before + ((piece,) if piece in known else short[token[start:end]][0])
            now = best[end]
            if now is None or len(words) < len(now):
                best[end] = words
    return best[len(token)]
