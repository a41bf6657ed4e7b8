"""Polish inflection, rule by rule and on sentences not written for the rules."""
