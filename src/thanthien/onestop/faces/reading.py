"""Letters of apology read and signed one after another (the chair's morning)."""

from thanthien.onestop.reading import Place, place_of

__all__ = ["Place", "place_of"]
