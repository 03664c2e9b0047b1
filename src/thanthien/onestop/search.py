"""Find a procedure by what people type. Pure; docs/rules/search.md explains it and gives the numbers.

Three ladders are climbed and the best rung counts: words (weighted by rarity, with beginnings and slips),
letters of the whole phrase (for glued and garbled words), and the bag of all words of a procedure.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from thanthien.core.text import clean, fold
from thanthien.onestop.search_shelf import FILLER_SHARE, Entry, Phrase, Shelf
from thanthien.onestop.search_text import (
    drop_phrases,
    is_syllable,
    marked_words,
    one_spelling,
    readings,
    tokens,
    type_reading,
    typed_tokens,
)
from thanthien.onestop.search_words import Synonym, Words

__all__ = ["Entry", "Hit", "Index"]

MAX_QUERY = 200  # a longer text is a letter, not a search
FLOOR = 0.56  # below this a hit confuses more than it helps
GUESS_FLOOR = 0.36
NEAR_BEST = 0.65  # and so does one far behind the best
UNKNOWN_WEIGHT = 4.0
ENOUGH = 4.0  # a phrase of less weight ("đất") may stand in any sentence
MOST_PHRASES = 160
OTHER_MARKS = 0.7  # "vé" is not "về", but people do type wrong marks
PRIOR = 0.04
KEY_SCORE = 2.0
_CODE = re.compile(r"[\d.\s]{4,9}")

type_scores = dict[int, tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Hit:
    """`why` is the everyday word that led here, "" when the procedure's own words did."""

    code: str
    name: str
    title: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class _Query:
    """What the marks of a query tell; every word is folded."""

    marked: str
    foreign: frozenset[str]
    other_marks: frozenset[str]
    words: int

    @property
    def trust(self) -> float:
        return 1.0 - len(self.foreign) / self.words


class Index:
    """The procedures of one commune on one day. Immutable: build it once and share it between threads."""

    def __init__(self, entries: Iterable[Entry], synonyms: Iterable[Synonym], words: Words, on: date) -> None:
        self._shelf = Shelf(entries, [one for one in synonyms if one.holds(on)], words.fillers)
        self._words = words
        self._short = {
            key: tuple(tuple(tokens(fold(text))) for text in expanded) for key, expanded in words.short.items()
        }
        self._near = lru_cache(maxsize=4096)(self._near_words)

    def search(self, text: str, limit: int = 8) -> list[Hit]:
        """Return the best procedures, best first; empty when nothing is near enough."""
        return self._best(self._scores(text, FLOOR), limit)

    def guess(self, text: str, limit: int = 3) -> list[Hit]:
        """Return weak hits, to be shown as a question where `search` found nothing."""
        return self._best(self._scores(text, GUESS_FLOOR), limit)

    def _best(self, scores: type_scores, limit: int) -> list[Hit]:
        best = min(1.0, max(scores.values(), default=(0.0, ""))[0])
        order = sorted(scores, key=lambda doc: (-scores[doc][0], doc))
        return [self._hit(doc, *scores[doc]) for doc in order if scores[doc][0] >= best * NEAR_BEST][:limit]

    def shortcut(self, text: str) -> str | None:
        """Return the code whose key is exactly this text, for the counter."""
        found = self._shelf.keys.get(fold(clean(text)))
        return found.code if found else None

    def suggest(self, text: str, limit: int = 3) -> list[str]:
        """Return short words worth trying when nothing was found."""
        scores = self._scores(text, 0.12)
        near = sorted(scores, key=lambda doc: -scores[doc][0])[:12]
        leads_to: dict[int, str] = {}
        for one in self._shelf.synonyms:
            if one.text in self._words.try_words:
                leads_to.setdefault(self._shelf.docs[one.code], one.text)
        found = [leads_to[doc] for doc in near if doc in leads_to]
        return (found or list(self._words.try_words))[:limit]

    def elsewhere(self, text: str) -> str | None:
        """Return what to say about a matter that the commune does not settle, if the query names one."""
        asked = [f" {' '.join(reading)} " for reading in self._readings(clean(text).lower()[:MAX_QUERY])]
        for one in self._words.elsewhere:
            names = [f" {' '.join(tokens(fold(word)))} " for word in one.words]
            if any(name in reading for name in names for reading in asked):
                return one.say
        return None

    def _hit(self, doc: int, score: float, why: str) -> Hit:
        entry = self._shelf.entries[doc]
        return Hit(entry.code, entry.name, entry.title, round(min(score, 1.0), 4), why)

    def _readings(self, typed: str) -> list[type_reading]:
        """Read lower-case text. A word typed with its marks is never an abbreviation: "sỹ" is not "sy"."""
        spelled = {fold(word) for word in marked_words(typed.replace("đ", "d")) if not word.isascii()}
        short = {key: said for key, said in self._short.items() if key not in spelled} if spelled else self._short
        asked = drop_phrases(typed_tokens(fold(typed)), self._words.filler_phrases)
        return readings(asked, self._shelf.weights, short)

    def _scores(self, text: str, floor: float) -> type_scores:
        """Score by procedure, with the word that led there."""
        typed = clean(text[: MAX_QUERY * 2])[:MAX_QUERY].lower()
        folded = fold(typed)
        scores: type_scores = {}
        query = self._query(typed)
        for reading in self._readings(typed):
            self._by_words(reading, query, scores)
            self._by_letters("".join(reading), query.trust, scores)
        size = math.log(len(self._shelf.entries) + 10)
        kept = {
            doc: (score + PRIOR * (1.0 - math.log(doc + 1) / size), why)
            for doc, (score, why) in scores.items()
            if score >= floor
        }
        self._by_key(folded.strip(), kept)
        self._by_code(folded, kept)
        return kept

    def _query(self, typed: str) -> _Query:
        """Read the marks of a query. Who writes "hẹn" with its mark means "hẹn", not a slip for "hôn"."""
        forms = {one_spelling(fold(word)): word for word in marked_words(typed)}
        marked = {word: form for word, form in forms.items() if not form.isascii()}
        weights, known = self._shelf.weights, self._shelf.forms
        return _Query(
            marked="" if typed.isascii() else "".join(typed.split()),
            foreign=frozenset(word for word in marked if word not in weights and is_syllable(word)),
            other_marks=frozenset(word for word, form in marked.items() if form not in known.get(word, {form})),
            words=max(1, len(forms)),
        )

    def _by_words(self, reading: type_reading, query: _Query, scores: type_scores) -> None:
        weights, postings = self._shelf.weights, self._shelf.postings
        credit: dict[int, float] = defaultdict(float)
        asked = 0.0
        for at, word in enumerate(reading):
            asked += self._asked_weight(word)
            if word in query.foreign:
                continue
            sure = OTHER_MARKS if word in query.other_marks else 1.0
            given: dict[int, float] = {}
            for near, likeness in self._near(word, at == len(reading) - 1, not query.marked):
                worth = weights[near] * likeness * sure
                for phrase in postings[near]:
                    if worth > given.get(phrase, 0.0):
                        given[phrase] = worth
            for phrase, worth in given.items():
                credit[phrase] += worth
        joined = "".join(reading)
        for phrase in sorted(credit, key=credit.__getitem__, reverse=True)[:MOST_PHRASES]:
            one = self._shelf.phrases[phrase]
            of_query = min(1.0, credit[phrase] / asked)
            of_phrase = min(1.0, credit[phrase] / one.total)
            _keep(scores, one, _phrase_score(one, of_query, of_phrase, joined, query))

    def _asked_weight(self, word: str) -> float:
        known = self._shelf.weights.get(word)
        if known is not None:
            return known
        is_light = word in self._words.fillers or word.isdigit()
        return UNKNOWN_WEIGHT * FILLER_SHARE if is_light else UNKNOWN_WEIGHT

    def _near_words(self, word: str, is_last: bool, is_bare: bool) -> list[tuple[str, float]]:
        """Known words that this word may be: itself, begun but not ended (last word only), or a slip."""
        weights, vocabulary = self._shelf.weights, self._shelf.vocabulary
        near: dict[str, float] = {word: 1.0} if word in weights else {}
        if is_last and not word.isdigit() and (is_bare or not near):
            share = 0.3 if near else 0.5
            for known in vocabulary:
                if known.startswith(word) and known != word:
                    near[known] = share + 0.4 * len(word) / len(known)
        if word not in weights and len(word) > 2:
            reach = 2 if len(word) > 6 else 1
            strict = 0.6 if is_syllable(word) else 0.75
            for known, slips, _ in process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=reach, limit=12):
                near[known] = max(near.get(known, 0.0), strict if slips == 1 else 0.5)
        return sorted(near.items(), key=lambda pair: -pair[1])

    def _by_letters(self, joined: str, trust: float, scores: type_scores) -> None:
        if len(joined) < 4:
            return
        for _, ratio, phrase in process.extract(
            joined, self._shelf.by_letters, scorer=fuzz.ratio, score_cutoff=72, limit=30
        ):
            one = self._shelf.phrases[phrase]
            _keep(scores, one, one.belief * trust * 0.97 * ratio / 100)

    def _by_key(self, folded: str, scores: type_scores) -> None:
        """A whole key wins over everything; one or two letters also find the keys that begin so."""
        for key, entry in self._shelf.keys.items():
            doc = self._shelf.docs[entry.code]
            old = scores.get(doc, (0.0, ""))
            if key == folded:
                scores[doc] = (KEY_SCORE, old[1])
            elif len(folded) in (1, 2) and key.startswith(folded):
                scores[doc] = (max(old[0], 1.2 - 0.1 * len(key) - doc / 1000), old[1])

    def _by_code(self, folded: str, scores: type_scores) -> None:
        digits = re.sub(r"\D", "", folded)
        if not _CODE.fullmatch(folded) or len(digits) < 4:
            return
        for entry in self._shelf.entries:
            own = entry.code.replace(".", "")
            if digits in (own, own[1:]):
                scores[self._shelf.docs[entry.code]] = (KEY_SCORE, "")
            elif own.startswith(digits) or own[1:].startswith(digits):
                scores[self._shelf.docs[entry.code]] = (0.9, "")


def _phrase_score(one: Phrase, of_query: float, of_phrase: float, joined: str, query: _Query) -> float:
    """Weigh how much of the query, of the phrase and of the letters agree."""
    belief = one.belief * (0.5 + 0.5 * query.trust)
    if one.kind == "bag":
        return belief * of_query
    alike = fuzz.ratio(joined, one.joined) / 100
    if query.marked:  # marks tell "mở" from "mộ"
        alike = 0.6 * alike + 0.4 * fuzz.ratio(query.marked, one.marked) / 100
    score = 0.62 * of_query + 0.18 * of_phrase + 0.20 * alike
    if of_phrase > 0.99 and one.total >= ENOUGH:  # said in the middle of a sentence
        score = max(score, query.trust * (0.55 + 0.35 * of_query + 0.10 * alike))
    return belief * score


def _keep(scores: type_scores, phrase: Phrase, score: float) -> None:
    old = scores.get(phrase.doc)
    if old is None or score > old[0]:
        scores[phrase.doc] = (score, phrase.text if phrase.kind == "said" else "")
