"""The register of "Dân vận khéo" models, as other rooms use it: ``programme.mobilisation``."""

from thanthien.programme.access.mobilisation import awards, counted, entries, evidence, skilful_model, skilful_models
from thanthien.programme.commands.mobilisation import Registering, follow, recognise, register, stop
from thanthien.programme.models import AwardLevel, Doer, SkilfulAward, SkilfulEntry, SkilfulModel

__all__ = [
    "AwardLevel",
    "Doer",
    "Registering",
    "SkilfulAward",
    "SkilfulEntry",
    "SkilfulModel",
    "awards",
    "counted",
    "entries",
    "evidence",
    "follow",
    "recognise",
    "register",
    "skilful_model",
    "skilful_models",
    "stop",
]
