"""Asks LanguageTool about spelling, grammar and punctuation: one server a machine, one client a process."""
