"""Numbers of notes as word processors show them."""

_ROMAN = (("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
_SYMBOLS = "*†‡§"


_HIGHEST = 9999


def value(number: str) -> int | None:
    """Return the value of a note's number where it is one in figures that a text may have."""
    return int(number) if number.isdecimal() and len(number) <= len(str(_HIGHEST)) else None


def formatted(number: int, form: str) -> str:
    """Return a number in a format of ECMA-376 17.18.59: decimal, lowerRoman, upperLetter, chicago ..."""
    if number > _HIGHEST:
        return str(number)
    if form in {"lowerRoman", "upperRoman"}:
        text = ""
        for sign, value in _ROMAN:
            while number >= value:
                text, number = text + sign, number - value
        return text.upper() if form == "upperRoman" else text
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form == "chicago":
        return _SYMBOLS[(number - 1) % 4] * ((number - 1) // 4 + 1)
    return str(number)
