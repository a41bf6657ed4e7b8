"""Reads mails: their headers, what was written in them, and which belong together."""
