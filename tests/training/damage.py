"""What carelessness, scanners and pasted line breaks do to a reference."""

import random
import re
import unicodedata
from collections.abc import Sequence

from templates import Piece


def damaged(pieces: Sequence[Piece], chance: random.Random) -> list[Piece]:
    """Return pieces as carelessness, a scan or a pasted line break leaves them."""
    harm = chance.choice(_HARMS)
    return [(harm(text, chance), label, italic) for text, label, italic in pieces]


def _lowered(text: str, _: random.Random) -> str:
    return text.lower()


def _bare(text: str, _: random.Random) -> str:
    if re.search("[Ѐ-ӿ]", text):
        return text
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def _straight(text: str, _: random.Random) -> str:
    return re.sub("[“”„«»]\\s?", '"', re.sub("[‘’]", "'", text)).replace("–", "-")


def _unstopped(text: str, chance: random.Random) -> str:
    return text.replace(".", "") if chance.random() < 0.6 else text


def _tight(text: str, _: random.Random) -> str:
    return re.sub(r"(?<=[.,:;])\s(?=\w)", "", text)


def _loose(text: str, chance: random.Random) -> str:
    return re.sub(r"(?=[,;:.)])|(?<=[(])", lambda _: " " if chance.random() < 0.4 else "", text)


def _broken(text: str, chance: random.Random) -> str:
    return re.sub(r"(?<=[a-z]{3})(?=[a-z]{3})", lambda _: "- " if chance.random() < 0.02 else "", text)


def _misread(text: str, chance: random.Random) -> str:
    return re.sub(r"[a-z]", lambda match: chance.choice("aeioutlcnr") if chance.random() < 0.03 else match[0], text)


_HARMS = (_lowered, _bare, _straight, _straight, _straight, _unstopped, _tight, _loose, _broken, _misread)
