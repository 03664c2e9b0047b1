"""Public faces of the parts of the one-stop shop: one module a part, each handed on by ``onestop.service``."""
