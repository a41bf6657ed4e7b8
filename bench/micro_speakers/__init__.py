"""The recipe of two miniature models that tell speakers of one channel apart, and calls to test them with."""
