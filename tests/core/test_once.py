"""The memory of forms that were sent: thirty days, then it is forgotten."""

from datetime import timedelta

from tests.world import World
from thanthien.core import once
from thanthien.core.command import Once
from thanthien.core.models import OnceKey
from thanthien.core.once import sent_once
from thanthien.onestop import service as onestop


def test_old_keys_are_forgotten_and_young_ones_kept(world: World) -> None:
    for days, key in ((31, "old"), (29, "young")):
        at = world.now - timedelta(days=days)
        filing = world.filing(channel="online")
        sent_once(Once("s", key, "b"), onestop.file, actor=world.citizen, now=at, filing=filing)
    assert once.purge(world.now) == 1
    assert list(OnceKey.objects.values_list("key", flat=True)) == ["young"]
    assert once.purge(world.now) == 0
