"""Digital signatures and papers taken back, on the work pages."""
