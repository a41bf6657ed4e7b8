"""Views, a blueprint per area."""
