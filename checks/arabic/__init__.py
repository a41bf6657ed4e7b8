"""Finds Arabic words in a form nothing around them allows: numerals, verbs and plurals after particles, genders."""
