"""How people are told, as other rooms use it: ``onestop.telling``."""

from thanthien.onestop.commands.telling import Wanted, Way, choose_way, redirect, stop_number

__all__ = ["Wanted", "Way", "choose_way", "redirect", "stop_number"]
