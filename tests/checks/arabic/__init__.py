"""Agreement in Arabic."""
