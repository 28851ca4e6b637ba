"""Languages as sources name them (ISO 639-1, 639-2, English words) -> BibLaTeX's `langid` names."""

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
