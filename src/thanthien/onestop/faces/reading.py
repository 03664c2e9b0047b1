"""The morning of chair and handler: ``onestop.reading``."""

from thanthien.onestop.reading import Place, next_steps, place_of

__all__ = ["Place", "next_steps", "place_of"]
