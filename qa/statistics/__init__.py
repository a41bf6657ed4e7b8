"""Agreement, intervals and estimates."""
