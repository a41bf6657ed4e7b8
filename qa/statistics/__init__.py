"""Agreement, intervals and estimates: pure functions over numbers, with the source of every formula beside it."""
