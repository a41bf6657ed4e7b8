"""Natural, faultless conversations, and what the rubric wrongly fails in them."""
