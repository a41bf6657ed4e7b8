"""Agreement in English, on sentences not written for the rules."""
