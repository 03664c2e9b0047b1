"""Processes that start together end together, even when the first of them is killed outright."""

import ctypes
import os
import signal

_PR_SET_PDEATHSIG = 1  # Linux, prctl(2)


def die_with_parent(number: int = signal.SIGTERM) -> None:
    """Ask the kernel for a signal when the parent ends; elsewhere than on Linux nothing happens."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_PR_SET_PDEATHSIG, number, 0, 0, 0)


def tie_children() -> None:
    """Let every process forked from now on (the job workers) end with the one that forked it."""
    os.register_at_fork(after_in_child=lambda: die_with_parent(signal.SIGKILL))
