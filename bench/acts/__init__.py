"""Sentences of agents labelled by what they do, and what learns from them."""
