"""Where the parts play: installations and floors that are made when the first part asks for them."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from bench import places, servers
from bench.places import Place
from tests.postgres import Cluster


@dataclass(frozen=True)
class Options:
    """How much to measure."""

    rounds: int = 3
    seconds: float = 3.0
    sizes: tuple[int, ...] = (1_000, 100_000, 1_000_000)
    sqlite_sizes: tuple[int, ...] = (1_000, 100_000)
    middle: int = 100_000


@dataclass
class Stage:
    """Everything that is up; it goes down with the run."""

    options: Options
    open: contextlib.ExitStack
    places: dict[tuple[str, int], Place] = field(default_factory=dict)
    told: dict[tuple[str, int], Any] = field(default_factory=dict)  # what `thanthien world` said of each
    ports: dict[str, int] = field(default_factory=dict)
    loads: list[str] = field(default_factory=list)
    _cluster: Cluster | None = None
    _numbers: Iterator[int] = field(default_factory=count)
    _pgbench: servers.Pgbench | None = None

    @property
    def cluster(self) -> Cluster:
        """The PostgreSQL of this run."""
        if self._cluster is None:
            self._cluster = self.open.enter_context(places.cluster())
        return self._cluster

    def pgbench(self) -> servers.Pgbench:
        """The floor of filing."""
        if self._pgbench is None:
            self._pgbench = servers.Pgbench(self.cluster)
        return self._pgbench

    def place(self, kind: str, dossiers: int) -> Place:
        """An installation with so many dossiers, on "sqlite" or "postgres"."""
        known = self.places.get((kind, dossiers))
        if known is not None:
            return known
        made = places.sqlite() if kind == "sqlite" else places.on(self.cluster, f"world{next(self._numbers)}")
        place = self.open.enter_context(made)
        told = place.filled(dossiers)
        place = replace(place, password=told["password"])
        rate = told["rows"] / told["seconds"]
        said = f"{dossiers:,} dossiers, {told['rows']:,} rows in {told['seconds']:.0f} s ({rate:,.0f} rows/s)"
        self.loads.append(f"{place.name}: {said}")
        self.places[kind, dossiers], self.told[kind, dossiers] = place, told
        return place

    def hello(self) -> int:
        """The port of the bare page under gunicorn."""
        return self._port("gunicorn", servers.hello_gunicorn())

    def hello_granian(self) -> int:
        """The port of the bare page under granian."""
        return self._port("granian", servers.hello_granian())

    def _port(self, name: str, server: contextlib.AbstractContextManager[int]) -> int:
        if name not in self.ports:
            self.ports[name] = self.open.enter_context(server)
        return self.ports[name]


@contextlib.contextmanager
def stage(options: Options) -> Iterator[Stage]:
    """Open a stage."""
    with contextlib.ExitStack() as stack:
        yield Stage(options, stack)
