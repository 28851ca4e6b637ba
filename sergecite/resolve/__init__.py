"""A document and a library's entries -> what each note cites, why, and how surely."""
