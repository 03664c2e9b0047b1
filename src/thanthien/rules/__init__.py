"""The law as pure functions and dated data.

Standard library only: no web framework, no database, no settings, no wall clock. Every public
function takes the moment it speaks about as an argument and gives values back, with the article
that stands behind them.
"""
