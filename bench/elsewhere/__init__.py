"""Tries the checks on text that nobody of this project wrote; what it reads stays outside the project."""
