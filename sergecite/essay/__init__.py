"""A file -> a document with markers and notes: one reader per format, one row in a table."""
