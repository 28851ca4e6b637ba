"""The words that tell what someone did for a book, in a stretch of names: "edited by", "trad. it. di", "hrsg. von", "(orgs.)"."""

import re

_WORDS = (
    # English
    r"edited|edit|ed|eds|edd|editors?|compiled|comps?|selected|translated|transl?|tr|introduced|introduction|introd|intro|intr|foreword|preface|"
    # German
    r"herausgegeben|herausgeber(?:in)?|hg|hgg|hrsgg?|hrg|bearb(?:eitet)?|eingeleitet|ausgewählt|übersetzt|übertragen|übers|"
    # French
    r"édités?|édition|éds?|établie?s?|réunie?s?|présentée?s?|annotée?s?|dirigée?s?|dirs?|traduite?s?|traduction|traducteur|trad|préface|postface|"
    r"sous la (?:direction|dir\.?) d[eu]|(?:textes|études) (?:réunie?s|présentée?s|éditée?s|choisie?s)|"
    # Italian, Spanish, Portuguese
    r"a cura|a c\.|curr?|con la collaborazione|tradotto|traduzione|traduttore|introduzione|prefazione|presentazione|"
    r"edición|editado|coords?|coordina(?:do|ción)|dirigido|traducido|traducción|prólogo|orgs?|organiza(?:do|ção)|traduzido|tradução|"
    # Dutch, Russian
    r"onder redactie|red(?=\.)|uitg(?=\.)|uitgegeven|vertaald|vert(?=\.)|bezorgd|"
    r"под (?:общ\.?|общей|науч\.?|научной)? ?ред(?:акцией)?|отв\. ?ред|ред|сост(?:авитель)?|перевод|пер"
)
_TONGUE = (
    r"from (?:the )?\w+|aus dem \w+|de l['’]\w+|du \w+(?= par\b)|dall['’]\w+|dal \w+(?= di\b)|del? \w+(?= por\b)|"
    r"(?:it|fr|franc|esp|engl)\.|с \w+\.?(?: яз\.?)?"
)
"""The language a translation is from, or the one it is in."""
# "ed. de Juan Pérez" names an editor, "éd. de Beauvoir" one whose name begins so.
_BY = r"[Bb]y|(?-i:von|v\.|durch|par|por|di|d[ei]l(?= \w+ \w)|d[eo](?= \w+\.? \w)|door|van(?= \w+ \w))"
_ROLE = re.compile(
    rf"(?<!\w)(?:sous la (?:direction|dir\.?)|a cura|traduction|édition|préface) d['’](?=\w)|[(\[]?(?<!\w)(?:(?:{_WORDS})(?!\w)\.?(?:,? (?:and|und|u\.|et|e|y|en|&|и) (?:{_WORDS})(?!\w)\.?)*(?: (?:{_TONGUE}))*(?:\s?(?:{_BY})(?!\w))?"
    rf"|aus dem \w+ (?:von|übers\w*\.? von)|by(?!\w))[)\]]?:?",
    re.IGNORECASE,
)


def without_roles(text: str) -> str:
    """Return a stretch of names without the words of their roles."""
    return _ROLE.sub(" ", text)
