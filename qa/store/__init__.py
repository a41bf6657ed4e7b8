"""The database: rows, sessions and migrations."""
