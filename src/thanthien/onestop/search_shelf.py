"""What search looks through: the phrases of every procedure, the weight of every word, its places."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from thanthien.core.text import fold
from thanthien.onestop.catalogue_shape import Procedure
from thanthien.onestop.search_text import marked_words, one_spelling, tokens
from thanthien.onestop.search_words import Synonym

# How far a phrase of this kind can be believed. "said" is a synonym, "bag" all words of one procedure.
KINDS = {"title": 1.0, "said": 1.0, "name": 0.93, "result": 0.8, "bag": 0.74}
FILLER_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Entry:
    """What search needs of a procedure."""

    code: str
    name: str
    title: str
    key: str
    rank: int
    result: str = ""
    more: str = ""

    @classmethod
    def of(cls, procedure: Procedure, group: str = "") -> Entry:
        """Return the entry of a catalogue procedure; `group` is the name of its life event."""
        papers = " ".join(one.short for one in procedure.papers)
        return cls(
            code=procedure.code,
            name=procedure.name,
            title=procedure.title,
            key=procedure.key,
            rank=procedure.rank,
            result=procedure.result,
            more=f"{procedure.lead} {papers} {procedure.field} {group}",
        )


@dataclass(frozen=True, slots=True)
class Phrase:
    """One text that leads to a procedure; `joined` is folded without blanks, `marked` keeps the marks."""

    doc: int
    kind: str
    text: str
    joined: str
    marked: str
    total: float
    belief: float


class Shelf:
    """Entries in order of rank (a doc is a place in that order) with their phrases; never changes."""

    def __init__(self, entries: Iterable[Entry], synonyms: Iterable[Synonym], fillers: Collection[str]) -> None:
        self.entries = sorted(entries, key=lambda one: one.rank)
        self.docs = {one.code: at for at, one in enumerate(self.entries)}
        self.keys = {one.key: one for one in self.entries}
        self.synonyms = [one for one in synonyms if one.code in self.docs]
        self.phrases: list[Phrase] = []
        self.postings: dict[str, list[int]] = defaultdict(list)
        self.forms: dict[str, set[str]] = defaultdict(set)
        texts = self._texts()
        counts = Counter(word for _, _, text in texts for word in set(tokens(fold(text))))
        self.weights = {
            word: (1.0 + math.log(len(texts) / count)) * (FILLER_SHARE if word in fillers else 1.0)
            for word, count in counts.items()
        }
        for text in texts:
            self._add(*text)
        self.vocabulary = sorted(self.weights)
        self.by_letters = {
            at: one.joined for at, one in enumerate(self.phrases) if one.kind in ("title", "said", "name")
        }

    def _texts(self) -> list[tuple[int, str, str]]:
        found = [(self.docs[one.code], "said", one.text) for one in self.synonyms]
        for at, one in enumerate(self.entries):
            named = re.sub(r"^Thủ tục ", "", one.name)
            said = " ".join(same.text for same in self.synonyms if same.code == one.code)
            found += [(at, "title", one.title), (at, "name", named), (at, "result", one.result)]
            found.append((at, "bag", f"{one.title} {named} {one.result} {one.more} {said}"))
        return [(at, kind, text) for at, kind, text in found if text]

    def _add(self, doc: int, kind: str, text: str) -> None:
        folded = tokens(fold(text))
        words = list(dict.fromkeys(folded))
        whole = kind != "bag"
        for form in marked_words(text):
            self.forms[one_spelling(fold(form))].add(form)
        for word in words:
            self.postings[word].append(len(self.phrases))
        self.phrases.append(
            Phrase(
                doc=doc,
                kind=kind,
                text=text,
                joined="".join(folded) if whole else "",
                marked="".join(text.lower().split()) if whole else "",
                total=sum(self.weights[word] for word in words),
                belief=KINDS[kind],
            )
        )
