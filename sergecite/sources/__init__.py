"""The outside -> entries: one file per service or format, one row in a table."""
