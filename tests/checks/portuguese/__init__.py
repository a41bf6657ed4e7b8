"""Agreement in Portuguese, on sentences not written for the rules."""
