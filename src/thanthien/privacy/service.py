"""The public face of privacy, for the doors and the command line."""

from thanthien.privacy.commands.keys import note_rotation

__all__ = ["note_rotation"]
