"""What the vocabulary of every language is made of."""

from dataclasses import dataclass


def listed(text: str) -> list[str]:
    """Return what bars or line ends divide."""
    return [entry for part in text.replace("\n", " | ").split("|") if (entry := part.strip())]


@dataclass(frozen=True, slots=True)
class Language:
    """What a language offers to make references from."""

    heads: list[str]
    of: list[str]
    pairs: list[str]
    times: list[str]
    subtitles: list[str]
    journals: list[str]
    publishers: list[str]
    places: list[str]
    given: list[str]
    topics: list[str]
    families: tuple[str, ...] | list[str] = ()
    """Where the families of the training references would not do."""
