"""The figures of the friendliness board: one definition each, the list behind it, and the counting."""
