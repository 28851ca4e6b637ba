"""A document and a library's entries -> what each note cites, why, and how surely."""

from sergecite.resolve.resolver import resolve

__all__ = ["resolve"]
