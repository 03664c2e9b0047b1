"""After a destruction and the night after it, the name stands in no file of the installation; the chain verifies."""

from tests.privacy.test_destruction import RARE
from tests.robust.house import House

WORDS = [word.encode() for word in (RARE, "Quỷnhxa", "quynhxa")]


def files_with_the_name(house: House) -> list[str]:
    """Every file of the folder in which one of the words stands: database, journal, uploads, anything."""
    paths = [path for path in house.folder.rglob("*") if path.is_file()]
    return sorted(path.name for path in paths if any(word in path.read_bytes() for word in WORDS))


def test_the_rare_name_is_nowhere_in_the_folder(house: House) -> None:
    dossier_id = house.play("closed_dossier")
    assert files_with_the_name(house) != [], "before, it is there to be found"
    assert house.play("destroyed_dossier", dossier_id) == [0, 1, 0], "written anew once, at night only"
    assert files_with_the_name(house) == []
    assert house.verified()
