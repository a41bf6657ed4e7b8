"""What bench/transcription.py measures: speed, memory, words, word times, speakers, inventions."""
