"""Eight people at a web server: a small HTTP/1.1 client in one process, each with one question at a time."""

import selectors
import socket
import statistics
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from itertools import count
from time import perf_counter

from bench import quiet

HOST = "127.0.0.1"
TIMEOUT = 30.0


@dataclass(slots=True)
class Answer:
    """What came back."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: str) -> str:
        """Return a header's value, or ""."""
        for line in self.head.split(b"\r\n"):
            if line.lower().startswith(name.lower().encode() + b":"):
                return line.split(b":", 1)[1].strip().decode()
        return ""


# One thing that a person does: requests go out, answers come in; it ends when it is done.
Way = Generator[bytes, Answer, None]


class Wrong(Exception):
    """An answer that the way did not expect."""


@dataclass
class Load:
    """What a round gave."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Ways done per second."""
        return len(self.times) / self.seconds if self.seconds else 0.0

    def at(self, share: float) -> float:
        """Return a percentile of the times, in milliseconds."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 if ordered else 0.0

    @property
    def median(self) -> float:
        """The median time in milliseconds."""
        return statistics.median(self.times) * 1000 if self.times else 0.0


class Person:
    """One client with its connection."""

    def __init__(self, port: int, ways: Iterator[Way]) -> None:
        self.port, self.ways = port, ways
        self.line: socket.socket | None = None
        self.got = b""
        self.way: Way | None = None
        self.began = 0.0

    def begin(self) -> bool:
        """Start the next way; False when there is none."""
        self.way = next(self.ways, None)
        if self.way is None:
            return False
        self.began = perf_counter()
        self.send(next(self.way))
        return True

    def send(self, request: bytes) -> None:
        """Send a request, over a new connection where the last one was closed."""
        self.got = b""
        if self.line is None:
            self.line = socket.create_connection((HOST, self.port), TIMEOUT)
            self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.line.sendall(request)

    def close(self) -> None:
        """Hang up."""
        if self.line is not None:
            self.line.close()
            self.line = None


def parsed(got: bytes, ended: bool) -> tuple[Answer, bool] | None:
    """Return a whole answer and whether the connection stays, or None while something is missing."""
    head, found, body = got.partition(b"\r\n\r\n")
    if not found:
        return None
    low = head.lower()
    stays = b"\r\nconnection: close" not in low
    at = low.find(b"\r\ncontent-length:")
    if at >= 0:
        length = int(low[at + 17 : low.find(b"\r\n", at + 17) if low.find(b"\r\n", at + 17) > 0 else len(low)])
        whole = len(body) >= length
    elif b"\r\ntransfer-encoding: chunked" in low:
        whole = body.endswith(b"0\r\n\r\n")
    else:
        status = int(head[9:12])
        whole = ended or status in (204, 304)
    return (Answer(int(head[9:12]), head, body), stays and not ended) if whole else None


def run(port: int, ways: Callable[[int], Iterator[Way]], clients: int = 8, seconds: float = 4.0) -> Load:
    """Let the clients go their ways for a while; what is under way at the end is not counted."""
    quiet.before_round()
    watch, made = selectors.DefaultSelector(), Load()
    people = [Person(port, ways(number)) for number in range(clients)]
    began = perf_counter()
    for person in people:
        if person.begin() and person.line is not None:
            watch.register(person.line, selectors.EVENT_READ, person)
    while (spent := perf_counter() - began) < seconds and watch.get_map():
        for key, _ in watch.select(min(1.0, seconds - spent)):
            _hear(watch, key.data, made)
    made.seconds = perf_counter() - began
    for person in people:
        person.close()
    watch.close()
    return made


def _hear(watch: selectors.BaseSelector, person: Person, made: Load) -> None:
    assert person.line is not None
    line = person.line
    try:
        more = line.recv(262144)
    except ConnectionResetError:
        more = b""
    person.got += more
    found = parsed(person.got, not more)
    if found is None:
        if more:
            return
        made.errors.append("the connection was closed without an answer")
        _renew(watch, person, line, person.begin)
        return
    answer, stays = found

    def go_on() -> bool:
        return _go_on(person, answer, made)

    if stays:
        if not go_on():
            watch.unregister(line)
    else:
        _renew(watch, person, line, go_on)


def _renew(watch: selectors.BaseSelector, person: Person, line: socket.socket, go_on: Callable[[], bool]) -> None:
    watch.unregister(line)
    person.close()
    if go_on() and person.line is not None:
        watch.register(person.line, selectors.EVENT_READ, person)


def _go_on(person: Person, answer: Answer, made: Load) -> bool:
    """Hand the answer to the way; True while there is something to wait for."""
    assert person.way is not None
    try:
        person.send(person.way.send(answer))
        return True
    except StopIteration:
        made.times.append(perf_counter() - person.began)
    except Wrong as error:
        made.errors.append(str(error))
    return person.begin()


_LINES = count(10 << 24)  # 10.0.0.0 and on


def get(path: str, cookie: str = "") -> bytes:
    """Return a GET request."""
    more = f"Cookie: {cookie}\r\n" if cookie else ""
    return f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n{more}\r\n".encode()


def post(path: str, body: bytes, kind: str, more: str = "") -> bytes:
    """Return a POST request; ``more`` are whole header lines.

    Each comes over a line of its own, as from many houses: the limits of one line are counted, and not met.
    """
    line = ".".join(str(part) for part in next(_LINES).to_bytes(4, "big"))
    head = f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    head += f"X-Forwarded-For: {line}\r\n{more}\r\n"
    return head.encode() + body


def asking(request: bytes, status: int = 200) -> Way:
    """One request and its answer."""
    answer = yield request
    if answer.status != status:
        raise Wrong(f"{answer.status} to {request[:80]!r}")


def again(request: bytes) -> Callable[[int], Iterator[Way]]:
    """The same question without end."""

    def ways(number: int) -> Iterator[Way]:
        while True:
            yield asking(request)

    return ways
