"""The morning of chair and handler: ``onestop.reading``."""

from thanthien.onestop.queries import finished
from thanthien.onestop.reading import Place, next_steps, place_of

__all__ = ["Place", "finished", "next_steps", "place_of"]
