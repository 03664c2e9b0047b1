"""Thân Thiện: one-stop software for a friendly Vietnamese commune."""
