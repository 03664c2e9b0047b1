"""A figure's value in words: the same on the page, in a report and on a commitment."""

from thanthien.quality.figures.counts import Tally
from thanthien.rules import words


def value_words(kind: str, value: float | None, tally: Tally) -> str:
    """Say a value: a percentage, "4 trên 4", "0 lần", "4,6 trên 5", "+1,6 điểm"; "" where there is none."""
    if value is None:
        return ""
    if kind == "share":
        return words.percent(tally.met, tally.all)
    if kind == "each":
        return f"{words.number(tally.met)} trên {words.number(tally.all)}"
    if kind == "never":
        return f"{words.number(tally.met)} lần"
    if kind == "mean":
        return f"{words.number(value, 1)} trên 5"
    points = words.number(abs(value) * 100, 1)
    return f"tăng {points} điểm" if value > 0 else f"giảm {points} điểm" if value < 0 else "như tháng trước"
