"""Units over time, people and their positions."""

from thanthien.org.models.staff import Office, Position, Staff
from thanthien.org.models.units import Unit, UnitLink

__all__ = ["Office", "Position", "Staff", "Unit", "UnitLink"]
