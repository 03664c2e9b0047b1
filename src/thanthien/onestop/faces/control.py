"""Form 06: the control slip of a dossier."""

from thanthien.onestop.control import control_slip, passings

__all__ = ["control_slip", "passings"]
