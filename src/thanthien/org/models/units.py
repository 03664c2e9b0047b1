"""Administrative units over time.

Neither name nor code identifies a unit: 15163 was xã Cẩm Tâm and is xã Cẩm Vân.
"""

from uuid import UUID, uuid5

from django.db import models

# Fixed for ever: two installations must give the same unit the same key, so that a commune's rows can move.
_NAMESPACE = UUID("7b0f6a52-6d1f-5c0e-9d6b-0c6a3b1c2f10")
EARLY = "early-2025"


def unit_id(period: str, code: str) -> UUID:
    """Return the key of a unit: ``period`` is the day its period begins, or EARLY where that is unknown."""
    return uuid5(_NAMESPACE, f"unit:{period}:{code}")


def link_id(predecessor: UUID, successor: UUID) -> UUID:
    """Return the key of a link between two units."""
    return uuid5(_NAMESPACE, f"link:{predecessor}:{successor}")


class Level(models.TextChoices):
    """The tiers. There is no district from 2025-07-01 on."""

    PROVINCE = "province", "cấp tỉnh"
    DISTRICT = "district", "cấp huyện"
    COMMUNE = "commune", "cấp xã"


class Kind(models.TextChoices):
    """The kinds of unit; :attr:`Unit.kind_word` is the word before the name."""

    PROVINCE = "province", "tỉnh"
    CENTRAL_CITY = "central_city", "thành phố trực thuộc trung ương"
    URBAN_DISTRICT = "urban_district", "quận"
    RURAL_DISTRICT = "rural_district", "huyện"
    DISTRICT_TOWN = "district_town", "thị xã"
    PROVINCIAL_CITY = "provincial_city", "thành phố thuộc tỉnh"
    COMMUNE = "commune", "xã"
    WARD = "ward", "phường"
    TOWNSHIP = "township", "thị trấn"
    SPECIAL_ZONE = "special_zone", "đặc khu"


def kind_word(kind: str) -> str:
    """Return the word before the name; both kinds of city are spoken of as "thành phố"."""
    return "thành phố" if kind in {Kind.CENTRAL_CITY, Kind.PROVINCIAL_CITY} else str(Kind(kind).label)


class Unit(models.Model):
    """One identity in one period: [valid_from, valid_to). An unknown beginning is null."""

    id = models.UUIDField(primary_key=True, editable=False)
    code = models.CharField(max_length=5)
    name = models.CharField(max_length=60)
    name_fold = models.CharField(max_length=60)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    level = models.CharField(max_length=8, choices=Level.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=200, default="")

    class Meta:
        indexes = [
            models.Index(fields=["code"], name="unit_code"),
            models.Index(fields=["name_fold", "level"], name="unit_name_level"),
        ]

    def __str__(self) -> str:
        return f"{self.kind_word} {self.name}"

    @property
    def kind_word(self) -> str:
        """The word that stands before the name: xã, phường, tỉnh, thành phố…"""
        return kind_word(self.kind)


class UnitLink(models.Model):
    """What became of a unit, many to many."""

    id = models.UUIDField(primary_key=True, editable=False)
    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successor_links")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="predecessor_links")
    # Divided among several: which one an address went to is for a human to decide, never for a default.
    divided = models.BooleanField(default=False)
    # Where divided, the one that geography suggests; a hint for the person who decides, nothing more.
    suggested = models.BooleanField(default=False)
    # The same unit under another kind or name: what belongs to it stays with it.
    continues = models.BooleanField(default=False)
    law = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["predecessor", "successor"], name="unit_link_pair")]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
