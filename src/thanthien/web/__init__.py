"""The design system: one place for how every page of both sites looks, speaks and behaves."""
