"""Measures LanguageTool's rules on right text of other people: which of them mark it, and how often with certainty."""
