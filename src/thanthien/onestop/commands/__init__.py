"""The legal acts of the one-stop shop, one function each, gathered by stage of a dossier's way."""
