"""The tagger dictionaries."""
