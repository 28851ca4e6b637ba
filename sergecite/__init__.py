"""A BibTeX library, footnotes resolved into entries, and any citation style."""

__version__ = "0.1.0"
