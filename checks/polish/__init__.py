"""Finds Polish words in a form that nothing around them allows: case after preposition, verb and numeral, agreement."""
