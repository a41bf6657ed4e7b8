"""Finds what must not stay in a transcript: card numbers, security codes, PESEL, IBAN, in digits and in words."""
