"""The steps of the work, each over a session that its caller owns."""
