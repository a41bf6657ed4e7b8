"""Puts one known fault into conversations that have none, so that recall, precision and place are exact."""
