"""Proof against rewriting: the day's tree over all chains, signed promises, and the check of both.

``keys`` signs, ``statements`` is what is signed, ``days`` closes a day, ``proving`` gives a receipt's proof,
``checking`` holds everything against the rows, ``others`` keeps the roots of other installations.
Page for outsiders: docs/rules/proof.md; decision: docs/adr/0025-daily-tree.md.
"""
