"""Tells what an agent does in a sentence - blames, feels with somebody, refuses - by weights learnt from sentences."""
