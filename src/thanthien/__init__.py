"""Thân Thiện: the software with which a commune serves its people."""

__version__ = "0.1.0"
