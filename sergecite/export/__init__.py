"""Entries and resolutions -> CSL items, bibliographies, notes, reading lists and files."""
