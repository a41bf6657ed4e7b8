"""Compares what agents state with the shop's facts and records, for the kinds that judge accuracy."""
