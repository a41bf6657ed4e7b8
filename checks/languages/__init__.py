"""Language packs, one folder each; the folder name is the two-letter code."""
