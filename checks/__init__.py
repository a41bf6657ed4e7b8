"""Judges conversations: check kinds, language packs, claims and the language server."""
