"""The recipe of the demo's miniature speech model: grammar, speech, test calls, training and export."""
