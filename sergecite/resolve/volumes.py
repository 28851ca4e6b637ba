"""Reads the volume and the issue of a periodical, or the volume of a book, out of the stretch that names them."""

import re

_NUMBER = r"(?:[A-Z]{0,2}\d[\w–/-]*|[IVXLCDM]+(?!\w)|[ivxlcdm]+(?!\w))"
_COUNT = re.compile(
    r"(?<![\w–-])(\d{1,3}|zwei|drei|due|tre|dos|tres|two|three|deux|trois)\s?(?:vols?|volumes|voll|volumi|volúmenes|bde|bände|tomes|tomos|tomi|dln|тт|т)(?!\w|\.?\s*[\d(])\.?",
    re.IGNORECASE,
)
"""Of how many volumes a work is: "3 vols."."""
_COUNTED = {
    "two": "2", "zwei": "2", "due": "2", "dos": "2", "deux": "2", "three": "3", "drei": "3", "tre": "3", "tres": "3", "trois": "3",
}  # fmt: skip
_ISSUE = re.compile(
    rf"(?<!\w)(?:nos?|nrs?|num|numéro|número|numero|issue|H|Heft|fasc|fascicolo|cahier|núm|iss|№|вып|n)(?:\.|°|º)?\s?(?:°|º)?\s*({_NUMBER})",
    re.IGNORECASE,
)
_VOLUME = re.compile(
    rf"(?<!\w)(?:vols?|volume|volumes|bd|bde|band|bände|tomes?|t|tomo|v|jg|jahrgang|anno|année|año|year|т|voll?|tom)(?!\w)\.?\s*({_NUMBER})",
    re.IGNORECASE,
)
_PART = re.compile(r"(?<!\w)(?:parts?|pt|teil|partie|parte)(?!\w)\.?\s*\w+", re.IGNORECASE)
_YEAR = r"(?:1[5-9]|20)\d\d"
_YEAR_ISSUE = re.compile(rf"(?<![\d/])({_YEAR})/((\d{{1,2}})(?:-\d{{1,2}})?)(?![\d/])")
"""2004/1: the first issue of a year; 1993/94 is none."""
_NUMBER_YEAR = re.compile(rf"(\d[\d–-]*)/{_YEAR}(?!\d)")
"""29-30/1997: the numbers of a year."""
_BOTH = re.compile(
    rf"(?<![\w-])(?P<v>{_NUMBER})[\s,]{{0,3}}\(\s?(?P<i>[^()]{{1,20}})|(?<!\w)(?P<v2>\d{{1,9}}|[IVXLCDM]{{1,9}})\s?[/.,:;]\s?(?P<i2>\d+(?:[-–/]\d+)?)|(?P<v3>\d{{1,9}})\)?\s(?P<i3>\d+)$"
)
_ALONE = re.compile(rf"(?<!\w)(?:{_NUMBER}|[A-Z](?!\w))")
_AFTER_VOLUME = re.compile(r"\(\s?([^()]{1,20})|(\d+(?:[-–/]\d+)?|[IVXLCDM]+)(?!\w)")
_TRIM = " .,;:·[]"


def read_volume(text: str) -> dict[str, str]:
    """Read "61(2)", "102, no. 4", "Bd. II", "Jg. 12, H. 3", "2004/1 vol. 34" into volume and issue.

    "3 vols." gives the number of volumes.     Words without a number give nothing: the volume is never one of them.
    """
    found: dict[str, str] = {}
    if count := _COUNT.search(text):
        found["number-of-volumes"] = _COUNTED.get(count[1].casefold(), count[1])
        text = f"{text[: count.start()]} {text[count.end() :]}"
    for name, pattern in (("issue", _ISSUE), ("volume", _VOLUME)):
        if named := pattern.search(text):
            found[name] = named[1]
            text = f"{text[: named.start()]} {text[named.end() :]}"
    yearly = _YEAR_ISSUE.search(text)
    if yearly and int(yearly[3]) != (int(yearly[1]) + 1) % 100:
        # With a number besides, that is the one which runs through the years: "2004/1, n° 56".
        if "issue" in found:
            found.setdefault("volume", found["issue"])
        found["issue"] = yearly[2]
        return found
    text = _NUMBER_YEAR.sub(r"\1", text)
    if _ALONE.search(without := _PART.sub(" ", text)) or found:
        text = without
    text = text.strip(_TRIM)
    if "volume" in found:
        if rest := _AFTER_VOLUME.match(text):
            found.setdefault("issue", (rest[1] or rest[2]).strip())
    elif both := _BOTH.search(text):
        found["volume"] = both["v"] or both["v2"] or both["v3"]
        found.setdefault("issue", (both["i"] or both["i2"] or both["i3"]).strip())
    elif alone := _ALONE.search(text):
        found["volume"] = alone[0]
    return found
