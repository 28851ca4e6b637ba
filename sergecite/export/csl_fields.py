"""What BibLaTeX's entry types, fields and localisation keys are in CSL: the one mapping table.

Sources: the BibLaTeX manual, sections 2.1 (entry types), 2.2 (fields), 4.9.2 (localisation keys); CSL 1.0.2, appendices
III (types) and IV (variables). Fields that have no place here say why in `UNMAPPED`.
"""

TYPES = {
    "article": "article-journal", "artwork": "graphic", "audio": "song", "book": "book", "bookinbook": "chapter",
    "booklet": "pamphlet", "collection": "book", "commentary": "book", "conference": "paper-conference",
    "dataset": "dataset", "electronic": "webpage", "image": "graphic", "inbook": "chapter", "incollection": "chapter",
    "inproceedings": "paper-conference", "inreference": "entry-encyclopedia", "jurisdiction": "legal_case",
    "legal": "treaty", "legislation": "legislation", "letter": "personal_communication", "manual": "book",
    "mastersthesis": "thesis", "misc": "document", "movie": "motion_picture", "music": "song", "mvbook": "book",
    "mvcollection": "book", "mvproceedings": "book", "mvreference": "book", "online": "webpage", "patent": "patent",
    "performance": "performance", "periodical": "periodical", "phdthesis": "thesis", "proceedings": "book",
    "reference": "book", "report": "report", "review": "review", "software": "software", "standard": "standard",
    "suppbook": "chapter", "suppcollection": "chapter", "suppperiodical": "article-journal", "techreport": "report",
    "thesis": "thesis", "unpublished": "manuscript", "video": "motion_picture", "www": "webpage",
    # Types that historians' styles add (biblatex-chicago, windycity and others).
    "ancienttext": "classic", "archival": "manuscript", "archive": "collection", "blog": "post-weblog",
    "classictext": "classic", "dictionary": "book", "encyclopedia": "book", "exhibcatalog": "book", "film": "motion_picture",
    "hearing": "hearing", "inlexicon": "entry-encyclopedia", "interview": "interview", "lexicon": "book",
    "magazine": "article-magazine", "manuscript": "manuscript", "map": "map", "newspaper": "article-newspaper",
    "podcast": "broadcast", "speech": "speech", "webpage": "webpage",
}  # fmt: skip
"""Entry type -> CSL type; what is not here is a `document`."""

SUBTYPES = {
    "archive": "collection", "blog": "post-weblog", "blogpost": "post-weblog", "broadcast": "broadcast",
    "classical": "classic", "collection": "collection", "dictionary": "entry-dictionary", "event": "event",
    "figure": "figure", "forum": "post", "interview": "interview", "letter": "personal_communication",
    "magazine": "article-magazine", "manuscript": "manuscript", "map": "map", "newspaper": "article-newspaper",
    "pamphlet": "pamphlet", "papers": "collection", "podcast": "broadcast", "post": "post", "radio": "broadcast",
    "score": "musical_score", "speech": "speech", "television": "broadcast", "tv": "broadcast", "tweet": "post",
}  # fmt: skip
"""`entrysubtype` -> CSL type, whatever the entry type."""

TYPE_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "master’s thesis"}
"""BibTeX's types that say what `type` says in BibLaTeX."""

GENRES = {
    "audiocd": "audio CD", "bathesis": "bachelor’s thesis", "candthesis": "candidate thesis", "datacd": "data CD",
    "mathesis": "master’s thesis", "patent": "patent", "patentus": "U.S. patent", "patenteu": "European patent",
    "patentuk": "British patent", "patentde": "German patent", "patentfr": "French patent", "phdthesis": "PhD thesis",
    "patreq": "patent request", "patreqde": "German patent request", "patreqeu": "European patent request",
    "patreqfr": "French patent request", "patrequk": "British patent request", "patrequs": "U.S. patent request",
    "resreport": "research report", "software": "computer software", "techreport": "technical report",
}  # fmt: skip
"""Localisation keys of `type`, in words; any other text stands as it is."""

IMPLIED_GENRES = {
    "manuscript": {"manuscript", "unpublished", "unpublished manuscript"},
    "pamphlet": {"pamphlet"},
    "webpage": {"website", "web page"},
    "book": {"book"},
}
"""What a CSL type says by itself, so that `type` need not say it again."""

TEXT = {
    "abstract": "abstract", "annotation": "annote", "annote": "annote", "chapter": "chapter-number",
    "doi": "DOI", "eventtitle": "event-title", "isbn": "ISBN", "issn": "ISSN", "pagetotal": "number-of-pages",
    "part": "part-number", "shortjournal": "container-title-short", "url": "URL", "venue": "event-place",
    "version": "version", "volume": "volume", "volumes": "number-of-volumes",
    # Not of BibLaTeX, but met in libraries that think of CSL or of archives.
    "archive": "archive", "archive_collection": "archive_collection", "archive_location": "archive_location",
    "archiveplace": "archive-place", "box": "archive_location", "dimensions": "dimensions", "medium": "medium",
    "pmid": "PMID", "pmcid": "PMCID", "scale": "scale", "section": "section", "shelfmark": "archive_location",
}  # fmt: skip
"""Fields that go over as they are."""

LITERAL_LISTS = {"origlocation": "original-publisher-place", "origpublisher": "original-publisher"}
"""Lists that go over joined; `publisher`, `location` and their like depend on the type (csl_item)."""

NAMES = {
    "author": "author", "bookauthor": "container-author", "director": "director", "origauthor": "original-author",
    "recipient": "recipient", "translator": "translator",
}  # fmt: skip
"""Name lists; editors and contributions have their own tables."""

EDITOR_ROLES = {
    "": "editor", "editor": "editor", "actor": "performer", "band": "performer", "choir": "performer", "compiler": "compiler", "composer": "composer", "conductor": "performer",
    "collaborator": "contributor", "contributor": "contributor", "curator": "curator", "director": "director",
    "ensemble": "performer", "none": "contributor", "orchestra": "performer", "pianist": "performer", "reader": "narrator",
    "soloist": "performer", "vocalist": "performer", "editorialdirector": "editorial-director", "host": "host", "illustrator": "illustrator",
    "interviewer": "interviewer", "narrator": "narrator", "organizer": "organizer", "performer": "performer",
    "producer": "producer", "recipient": "recipient", "scriptwriter": "script-writer", "seriescreator": "series-creator",
    "serieseditor": "collection-editor", "translator": "translator",
}  # fmt: skip
"""`editortype` and its like -> name variable. A type that is not here makes a contribution if it is in `PHRASES`."""

ROLE_FIELDS = {
    "editor": "editortype", "editora": "editoratype", "editorb": "editorbtype", "editorc": "editorctype",
    "namea": "nameatype", "nameb": "namebtype", "namec": "namectype",
}  # fmt: skip
"""Name lists whose role another field names."""

CONTRIBUTIONS = ("introduction", "foreword", "afterword", "annotator", "commentator")
"""Name lists that say what the persons wrote. CSL has only `contributor`, printed "with ...": the phrase says the rest."""

PHRASES = {
    "en": {
        "introduction": "an introduction by", "foreword": "a foreword by", "afterword": "an afterword by",
        "annotator": "annotations by", "commentator": "a commentary by", "reviser": "revisions by",
        "continuator": "a continuation by", "redactor": "a redaction by",
        "translator": "the translator", "editor": "the editor", "and": "and",
    },
    "de": {
        "introduction": "einer Einleitung von", "foreword": "einem Vorwort von", "afterword": "einem Nachwort von",
        "annotator": "Anmerkungen von", "commentator": "einem Kommentar von", "reviser": "einer Überarbeitung von",
        "continuator": "einer Fortsetzung von", "redactor": "einer Redaktion von", "and": "und",
    },
    "fr": {
        "introduction": "une introduction de", "foreword": "un avant-propos de", "afterword": "une postface de",
        "annotator": "des annotations de", "commentator": "un commentaire de", "reviser": "une révision de",
        "continuator": "une continuation de", "redactor": "une rédaction de", "and": "et",
    },
    "pt": {
        "introduction": "uma introdução de", "foreword": "um prefácio de", "afterword": "um posfácio de",
        "annotator": "anotações de", "commentator": "um comentário de", "reviser": "revisão de",
        "continuator": "uma continuação de", "redactor": "redação de", "and": "e",
    },
}  # fmt: skip
"""What follows the locale's word for "with". Locales whose word is English take English, Italian needs only the names."""

DATES = {"eventdate": "event-date", "origdate": "original-date", "origyear": "original-date", "urldate": "accessed"}
"""Date fields; `date` becomes `issued`."""

PUBSTATES = {
    "forthcoming": "forthcoming", "inpreparation": "in preparation", "inpress": "in press",
    "prepublished": "advance online publication", "reprint": "", "submitted": "submitted manuscript",
}  # fmt: skip
"""Localisation keys of `pubstate`; other text stands as it is. A reprint is one by its `origdate`."""

BIBSTRINGS = {
    "and": "and", "by": "by", "circa": "ca.", "edition": "ed.", "editor": "ed.", "forthcoming": "forthcoming", "in": "in",
    "inpress": "in press", "jourser": "ser.", "newseries": "n.s.", "nodate": "n.d.", "number": "no.", "numbers": "nos.",
    "oldseries": "o.s.", "page": "p.", "pages": "pp.", "part": "pt.", "parts": "pts.", "reprint": "repr.",
    "reviewof": "review of", "revised": "rev.", "revisededition": "rev. ed.", "translator": "trans.", "version": "version",
    "volume": "vol.", "volumes": "vols.",
}  # fmt: skip
r"""Localisation keys that fields hold as \bibstring{key}; any other key stands for itself."""

PUNCTUATION = {
    "addcolon": ":", "addcomma": ",", "adddot": ".", "addperiod": ".", "addsemicolon": ";", "addslash": "/", "addspace": " ",
    "addnbspace": "\N{NO-BREAK SPACE}",
}  # fmt: skip
"""BibLaTeX's punctuation commands."""

SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
"""An `issue` that is a season belongs to the date."""

COUNTRIES = {
    "countryde": "Germany", "countryeu": "European Union", "countryep": "European Union", "countryfr": "France",
    "countryuk": "United Kingdom", "countryus": "United States",
}  # fmt: skip
"""Localisation keys of a patent's `location`."""

JOURNAL_SERIES = {"newseries": "n.s.", "oldseries": "o.s."}
"""Localisation keys of `series` in an article; a bare number is an ordinal ("2nd ser.")."""

SERIALS = {"article-journal", "article-magazine", "article-newspaper", "periodical", "post-weblog", "review"}
ARCHIVAL = {"collection", "document", "graphic", "interview", "manuscript", "map", "personal_communication", "speech"}
"""CSL types whose `library` is where the original lies, not where the user borrowed a copy."""

EVENTS = {"event", "performance", "speech"}
"""CSL types whose place is where they took place; printed ones have a publisher."""

RECORDED = {"broadcast", "motion_picture", "song"}
"""CSL types whose `type`, and the `howpublished` beside a publisher, say on what they are heard or seen."""

NUMBERED = {
    "article", "broadcast", "dataset", "document", "legal_case", "legislation", "patent", "report", "software", "song",
    "standard", "thesis", "webpage",
}  # fmt: skip
"""CSL types whose `number` is their own, not their place in a series."""

EPRINTS = {
    "arxiv": "https://arxiv.org/abs/{}", "googlebooks": "https://books.google.com/books?id={}",
    "hdl": "https://hdl.handle.net/{}", "jstor": "https://www.jstor.org/stable/{}",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/{}",
}  # fmt: skip
"""`eprinttype` -> address, where an entry has neither `url` nor `doi`."""

LOCATOR_LABELS = {
    "column": "column", "folio": "folio", "line": "line", "page": "page", "paragraph": "paragraph", "section": "section",
    "verse": "verse", "chapter": "chapter", "book": "book", "part": "part", "volume": "volume",
}  # fmt: skip
"""`pagination` -> the locator label of a bare locator."""

UNMAPPED = {
    "citation machinery": (
        "crossref", "entryset", "execute", "ids", "indexsorttitle", "indextitle", "label", "langidopts", "options",
        "presort", "related", "relatedoptions", "relatedstring", "relatedtype", "shorthand", "shorthandintro",
        "sortkey", "sortname", "sortshorthand", "sorttitle", "sortyear", "xdata", "xref",
    ),
    "no CSL variable": (
        "authortype", "bookpagination", "eventtitleaddon", "gender", "holder", "isan", "ismn", "isrn", "iswc",
        "nameaddon", "origlanguage", "pagination", "reprinttitle", "shortauthor", "shorteditor", "shortseries",
    ),
    "the user's own": (
        "file", "lista", "listb", "listc", "listd", "liste", "listf", "usera", "userb", "userc", "userd", "usere",
        "userf", "verba", "verbb", "verbc",
    ),
}  # fmt: skip
"""Fields that are left out, and why. `related` and `relatedtype` are read where the related entry is given."""
