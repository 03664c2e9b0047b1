"""What was typed into a form, made fit for both databases: one form of each letter, bounded depth and size."""

from collections.abc import Mapping
from typing import Any

from thanthien.core import text
from thanthien.core.errors import Refused

DEPTH = 4
MOST_PARTS = 2000
KEY_LIMIT = 80
LARGEST = 10**15
TOO_LONG = "Nội dung tờ khai dài quá mức xã nhận được. Anh/chị rút gọn giúp."
ODD = "Xã chưa đọc được một phần tờ khai. Anh/chị xem lại những gì vừa điền."


def cleaned(raw: Mapping[str, Any], limit: int) -> dict[str, Any]:
    """Return plain JSON of at most ``limit`` letters, or raise :class:`Refused`.

    PostgreSQL takes neither NUL nor half a surrogate pair nor NaN, and a parser's stack takes no bomb: all
    of them are stopped here, before anything long is normalised.
    """
    _measure(raw, limit)
    answers: dict[str, Any] = _clean(dict(raw))
    return answers


def _measure(raw: Any, limit: int) -> None:
    letters, parts, waiting = 0, 0, [(raw, 0)]
    while waiting:
        value, depth = waiting.pop()
        parts += 1
        if isinstance(value, str):
            letters += len(value)
        elif isinstance(value, Mapping):
            waiting += [(one, depth + 1) for pair in value.items() for one in pair]
        elif isinstance(value, list | tuple):
            waiting += [(one, depth + 1) for one in value]
        if letters > limit or parts > MOST_PARTS:
            raise Refused(TOO_LONG, "answers", "too-long")
        if depth > DEPTH:
            raise Refused(ODD, "answers", "unreadable")


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return text.clean_multiline(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float) and -LARGEST <= value <= LARGEST:  # NaN is in no range
        return value
    if isinstance(value, list | tuple):
        return [_clean(one) for one in value]
    if isinstance(value, Mapping):
        return {_key(key): _clean(one) for key, one in value.items()}
    raise Refused(ODD, "answers", "unreadable")


def _key(key: Any) -> str:
    if not isinstance(key, str) or len(key) > KEY_LIMIT or text.clean(key) != key:
        raise Refused(ODD, "answers", "unreadable")
    return key
