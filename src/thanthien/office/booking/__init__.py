"""Appointments at the counter: who comes today, and how the commune gives them."""
