"""Languages as sources name them (ISO 639-1, 639-2, English words), or as a title betrays them -> BibLaTeX's `langid` names."""

import re
from collections import Counter

_ROWS = """
en eng english|fr fre fra french|de ger deu german|es spa spanish|it ita italian|ru rus russian|pt por portuguese
nl dut nld dutch|pl pol polish|cs cze ces czech|sk slo slk slovak|hu hun hungarian|ro rum ron romanian|bg bul bulgarian
uk ukr ukrainian|sr srp serbian|hr hrv croatian|sl slv slovene|el gre ell greek|grc grc ancientgreek|la lat latin
sv swe swedish|da dan danish|no nor norwegian|nb nob norsk|nn nno nynorsk|fi fin finnish|is ice isl icelandic
et est estonian|lv lav latvian|lt lit lithuanian|tr tur turkish|he heb hebrew|ar ara arabic|fa per fas persian
zh chi zho chinese|ja jpn japanese|ko kor korean|vi vie vietnamese|ca cat catalan|gl glg galician|eu baq eus basque
cy wel cym welsh|ga gle irish|gd gla scottish|hy arm hye armenian|ka geo kat georgian|yi yid yiddish|eo epo esperanto
hi hin hindi|sq alb sqi albanian|mk mac mkd macedonian|af afr afrikaans|br bre breton|be bel belarusian|th tha thai
sa san sanskrit|bn ben bengali|ur urd urdu|id ind indonesian|ms may msa malay|sw swa swahili|oc oci occitan
"""
_NAMES = {word: row.split()[-1] for row in _ROWS.replace("\n", "|").split("|") if row for word in row.split()}
_REGIONS = {"en-us": "english", "en-gb": "british", "en-ca": "canadian", "en-au": "australian", "pt-br": "brazilian"}


def langid(text: str) -> str:
    """Return BibLaTeX's name of a language ("de", "ger", "German" -> "german"); "" for what is unknown."""
    word = text.strip().lower().replace("_", "-")
    return _REGIONS.get(word) or _NAMES.get(word) or _NAMES.get(word.split("-")[0], "")


_LITTLE = {
    "english": "the of and to in on for with from by a an as at its his her their is was are be do does not no how what why this "
    "that than into among between through under over we our can should",
    "french": "le la les l d de du des et un une au aux en dans sur par pour avec qui que ses son sa leur vers entre chez sous à",
    "german": "der die das den dem des und ein eine einer eines einen im in von vom zu zur zum mit für auf über bei als aus nach am "
    "an ihre ihr seine sein zwischen gegen unter oder sich nicht",
    "spanish": "el la los las de del y en un una por para con su sus entre sobre al desde hacia",
    "portuguese": "o a os as de do da dos das e em um uma no na nos nas ao aos por para com entre sobre pelo pela",
    "italian": "il lo la i gli le l di del dello della dei degli delle e in nel nella nei un una per con tra da dal dalla sul "
    "sulla al alla d",
    "dutch": "de het een van en in op te voor met aan bij uit door over naar zijn",
    "catalan": "el la els les l d de del dels i en un una per amb als al entre sobre",
}
"""Articles, prepositions, conjunctions and the like of the languages historians of Europe cite most."""
_LANGUAGES_OF: dict[str, set[str]] = {}
for _language, _words in _LITTLE.items():
    for _word in _words.split():
        _LANGUAGES_OF.setdefault(_word, set()).add(_language)


_WORD = re.compile(r"[^\W\d_]+")


def little_words(text: str) -> list[set[str]]:
    """Return the languages of each article, preposition or conjunction in a text that could be one of several."""
    words = _WORD.findall(text.lower() if text.isupper() else text)
    # Within a title a capital makes a name of it, and the letter E an initial.
    return [_LANGUAGES_OF[word] for word in words if word in _LANGUAGES_OF]


def language_of(title: str) -> str:
    """Return the language of a title that is not English; "" where its little words do not settle it."""
    found = little_words(re.sub(r"<[^<>]+>", " ", title) if "<" in title else title)
    if {"english"} in found:
        return ""
    counts = Counter(language for languages in found for language in languages).most_common(2)
    settled = bool(counts) and counts[0][1] >= 2 and (len(counts) == 1 or counts[0][1] > counts[1][1])
    return counts[0][0] if settled and counts[0][0] != "english" else ""
