"""The doors are tried by many people: the slow hash of passphrases is made cheap for them, too."""

from tests.petitions.conftest import cheap

__all__ = ["cheap"]
