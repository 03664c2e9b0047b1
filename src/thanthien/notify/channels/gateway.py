"""SMS and Zalo through a plain HTTP gateway (docs/operations/messages.md). ``sent`` means that it took the message.

POST <url>   Authorization: Bearer <key>   Idempotency-Key: <message id>
{"id": "<message id>", "channel": "sms", "from": "<sender>", "to": "+84900000123", "text": "…"}

200, 201, 202, 409   {"id": "<the gateway's id>"}           taken (409: taken before under this key)
400, 404, 410, 422   {"error": "unknown_number", "message": "…"}   refused, trying again is useless
anything else        not taken, or nobody knows: tried again under the same key, so nothing is doubled
"""

import json
import time
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

import requests

from thanthien.core.text import clean
from thanthien.notify.channels.sending import LineBroken, NotSent, Parcel
from thanthien.rules.sms import international

if TYPE_CHECKING:
    from thanthien.conf.gateways import Gateway

TAKEN: Final = frozenset({200, 201, 202, 409})
REFUSED: Final = frozenset({400, 404, 410, 422})
OURS: Final = frozenset({401, 403, 407, 429})  # our key, or too much at once: every further message would fare alike
MOST: Final = 64 * 1024


class Line:
    """One session with the gateway for a round."""

    def __init__(self, gateway: "Gateway", seconds: float) -> None:
        self.gateway, self.seconds = gateway, seconds
        self._session = requests.Session()
        # A .netrc would replace our key, a proxy of the environment read the numbers.
        self._session.trust_env = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._session.close()

    def send(self, parcel: Parcel) -> str:
        """Hand one message over and return the gateway's id for it, or raise :class:`NotSent`."""
        to = international(parcel.to)
        if not to:
            raise NotSent("Số điện thoại này không gửi tin được, xem lại từng chữ số.", for_good=True)
        body = {
            "id": parcel.id, "channel": self.gateway.channel, "from": self.gateway.sender, "to": to,
            "text": parcel.text,
        }  # fmt: skip
        status, raw = self._ask(body, {"Authorization": f"Bearer {self.gateway.key}", "Idempotency-Key": parcel.id})
        answer = _read(raw)
        if status in TAKEN and answer is not None:
            return clean(str(answer.get("id", "")))[:80]
        raise _refusal(status, answer)

    def _ask(self, body: dict[str, str], headers: dict[str, str]) -> tuple[int, bytes]:
        end = time.monotonic() + self.seconds
        try:
            # Never a redirect: the key and people's numbers go to the address that was set, and nowhere else.
            with self._session.post(
                self.gateway.url, json=body, headers=headers, timeout=self.seconds, allow_redirects=False, stream=True
            ) as answer:
                raw = b""
                # Byte by byte: a longer read waits until it is full, and the time-out of a socket begins anew with
                # each byte, so a gateway that drips would hold us for minutes.
                for part in answer.iter_content(1):
                    raw += part
                    if time.monotonic() > end or len(raw) > MOST:
                        raise LineBroken("Cổng tin nhắn trả lời quá lâu hoặc quá dài.")
                return answer.status_code, raw
        except requests.Timeout as error:
            raise LineBroken(f"Cổng tin nhắn không trả lời trong {self.seconds:g} giây.") from error
        except (requests.RequestException, OSError) as error:
            # The library's own words name address and header; neither belongs on a page or in a log.
            raise LineBroken(f"Không nối được cổng tin nhắn ({type(error).__name__}).") from error


def _read(raw: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _refusal(status: int, answer: dict[str, Any] | None) -> NotSent:
    if status in TAKEN:
        return NotSent(f"Cổng tin nhắn trả lời {status} mà không đọc được. Xã gửi lại dưới cùng mã.")
    error, words = clean(str((answer or {}).get("error", "")))[:40], clean(str((answer or {}).get("message", "")))[:120]
    if status in REFUSED and error == "unknown_number":
        return NotSent("Số điện thoại này không nhận được tin.", for_good=True)
    said = f"Cổng tin nhắn trả lời {status}{f': {words or error}' if words or error else ''}."
    if status in OURS:
        return LineBroken(said)
    return NotSent(said, for_good=status in REFUSED and answer is not None)
