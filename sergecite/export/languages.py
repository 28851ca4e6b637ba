"""Language names of babel and polyglossia, as `langid` has them, to BCP 47 tags.

A name that stands beside names of its varieties means the metropolitan one and gets its region (french, canadien);
a name that stands alone gets none (russian). Sources: the BibLaTeX manual, table 2; the babel manual, section 1.
"""

import re

TAGS = {
    "acadian": "fr-CA", "afrikaans": "af", "albanian": "sq", "american": "en-US", "arabic": "ar", "armenian": "hy",
    "australian": "en-AU", "austrian": "de-AT", "bahasa": "id", "basque": "eu", "belarusian": "be", "bengali": "bn",
    "bosnian": "bs", "brazil": "pt-BR", "brazilian": "pt-BR", "breton": "br", "british": "en-GB", "bulgarian": "bg",
    "canadian": "en-CA", "canadien": "fr-CA", "catalan": "ca", "chinese": "zh", "croatian": "hr", "czech": "cs",
    "danish": "da", "dutch": "nl", "english": "en-US", "esperanto": "eo", "estonian": "et", "farsi": "fa",
    "finnish": "fi", "francais": "fr-FR", "french": "fr-FR", "frenchb": "fr-FR", "galician": "gl", "georgian": "ka",
    "german": "de-DE", "greek": "el", "hebrew": "he", "hindi": "hi", "hungarian": "hu", "icelandic": "is",
    "indonesian": "id", "interlingua": "ia", "irish": "ga", "italian": "it", "japanese": "ja", "kannada": "kn",
    "korean": "ko", "latin": "la", "latvian": "lv", "lithuanian": "lt", "lowersorbian": "dsb", "macedonian": "mk",
    "magyar": "hu", "malay": "ms", "malayalam": "ml", "marathi": "mr", "mexican": "es-MX", "mongolian": "mn",
    "naustrian": "de-AT", "newzealand": "en-NZ", "ngerman": "de-DE", "norsk": "nb", "norwegian": "nb",
    "nswissgerman": "de-CH", "nynorsk": "nn", "occitan": "oc", "persian": "fa", "polish": "pl", "polutonikogreek": "el",
    "portuges": "pt-PT", "portuguese": "pt-PT", "romanian": "ro", "romansh": "rm", "russian": "ru", "sanskrit": "sa",
    "scottish": "gd", "serbian": "sr", "serbianc": "sr-Cyrl", "slovak": "sk", "slovene": "sl", "slovenian": "sl",
    "spanish": "es-ES", "swedish": "sv", "swissgerman": "de-CH", "syriac": "syr", "tamil": "ta", "telugu": "te",
    "thai": "th", "turkish": "tr", "turkmen": "tk", "ukenglish": "en-GB", "ukrainian": "uk", "uppersorbian": "hsb",
    "urdu": "ur", "usenglish": "en-US", "vietnamese": "vi", "welsh": "cy", "yiddish": "yi",
}  # fmt: skip

_TAG = r"[a-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|\d{3}))?"


def bcp47(name: str) -> str:
    """Return the tag of a language name; a tag stays itself, anything else is ""."""
    name = name.strip().removeprefix("lang")
    found = TAGS.get(name.casefold())
    if found:
        return found
    return name.replace("_", "-") if re.fullmatch(_TAG, name) and len(re.split("[-_]", name)[0]) <= 3 else ""
