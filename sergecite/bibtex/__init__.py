"""Text <-> entries: BibTeX and BibLaTeX as strings, no files."""
