"""The BibLaTeX data model as a table: entry types, their fields, what each type needs, what each field holds.

Facts from the BibLaTeX manual (sections 2.1 to 2.3) and the default data model that biber validates against (biber
2.18, biblatex 3.18). Types that only the standard styles' drivers know (`@artwork`, `@letter`, ...) take any field.
"""

Needed = tuple[tuple[str, ...], ...]
"""What is needed: of each row, one field."""

_DATE = ("date", "year")


def _rows(types: str, *needed: str, dated: bool = True) -> dict[str, Needed]:
    fields = tuple(tuple(one.split("|")) for one in needed) + ((_DATE,) if dated else ())
    return dict.fromkeys(types.split(), fields)


NEEDED: dict[str, Needed] = {
    **_rows("article", "author", "journaltitle", "title"),
    **_rows("book mvbook", "author", "title"),
    **_rows("inbook bookinbook suppbook", "author", "title", "booktitle"),
    **_rows("booklet", "author|editor", "title"),
    **_rows("collection reference mvcollection", "editor", "title"),
    **_rows("mvreference", "editor", "title", dated=False),
    **_rows("incollection suppcollection inreference", "author", "editor", "title", "booktitle"),
    **_rows("dataset software", "title", dated=False),
    **_rows("manual misc", "title"),
    **_rows("online", "title", "url|doi|eprint"),
    **_rows("patent", "author", "title", "number"),
    **_rows("periodical", "editor", "title"),
    **_rows("suppperiodical"),
    **_rows("proceedings", "title"),
    **_rows("mvproceedings", "title", dated=False),
    **_rows("inproceedings", "author", "title", "booktitle"),
    **_rows("report thesis", "author", "title", "type", "institution"),
    **_rows("unpublished", "author", "title"),
    **_rows("set", "entryset"),
}

TYPE_ALIASES = {
    "conference": "inproceedings", "electronic": "online", "www": "online", "mastersthesis": "thesis",
    "phdthesis": "thesis", "techreport": "report",
}  # fmt: skip
"""Old names of types (manual, section 2.1.2)."""

IMPLIED = {"mastersthesis": "type", "phdthesis": "type", "techreport": "type"}
"""Old types that say themselves what `type` would say."""

FIELD_ALIASES = {
    "location": "address", "institution": "school", "journaltitle": "journal", "annotation": "annote",
    "eprinttype": "archiveprefix", "eprintclass": "primaryclass", "sortkey": "key", "file": "pdf",
    "langid": "hyphenation",
}  # fmt: skip
"""Field -> its old name (manual, section 2.2.5)."""

CURRENT = {old: new for new, old in FIELD_ALIASES.items()}
"""Old name of a field -> field."""

OTHER_TYPES = frozenset(
    {
        "artwork", "audio", "bibnote", "commentary", "customa", "customb", "customc", "customd", "custome", "customf",
        "image", "jurisdiction", "legal", "legislation", "letter", "movie", "music", "performance", "review",
        "standard", "video", "xdata",
    }
)  # fmt: skip
"""Types of the manual that ask for nothing."""

DATE_FIELDS = ("date", "origdate", "eventdate", "urldate")
INTEGER_FIELDS = ("volume", "volumes", "sortyear")
"""Fields that the data model has as integers; `volume` in practice is not always (`IV`, `22/1`)."""

_ROLES = "editora editoratype editorb editorbtype editorc editorctype"
_PARTS_OF_DATES = frozenset(
    prefix + end + part
    for prefix in ("", "event", "orig", "url")
    for end in ("", "end")
    for part in ("year", "yeardivision", "month", "day", "hour", "minute", "second", "timezone")
)
SEPARATE_PARTS = frozenset(
    f"{prefix}{part}" for prefix in ("url", "orig", "event") for part in ("year", "month", "day", "endyear", "endmonth")
)
"""Years, months and days that stand in fields of their own."""
_EVENT = frozenset(part for part in _PARTS_OF_DATES if part.startswith("event")) | {
    "eventdate", "eventtitle", "eventtitleaddon", "venue",
}  # fmt: skip

EVERYWHERE = frozenset(
    [
        "abstract",
        "annotation",
        "authortype",
        "bookpagination",
        "crossref",
        "date",
        "doi",
        "entryset",
        "entrysubtype",
        "eprint",
        "eprintclass",
        "eprinttype",
        "execute",
        "file",
        "gender",
        "ids",
        "indexsorttitle",
        "indextitle",
        "isan",
        "ismn",
        "iswc",
        "keywords",
        "label",
        "langid",
        "langidopts",
        "library",
        "lista",
        "listb",
        "listc",
        "listd",
        "liste",
        "listf",
        "namea",
        "nameaddon",
        "nameatype",
        "nameb",
        "namebtype",
        "namec",
        "namectype",
        "note",
        "options",
        "origdate",
        "origlocation",
        "origpublisher",
        "origtitle",
        "pagination",
        "presort",
        "related",
        "relatedoptions",
        "relatedstring",
        "relatedtype",
        "reprinttitle",
        "shortauthor",
        "shorteditor",
        "shorthand",
        "shorthandintro",
        "shortjournal",
        "shortseries",
        "shorttitle",
        "sortkey",
        "sortname",
        "sortshorthand",
        "sorttitle",
        "sortyear",
        "url",
        "urldate",
        "usera",
        "userb",
        "userc",
        "userd",
        "usere",
        "userf",
        "verba",
        "verbb",
        "verbc",
        "xdata",
        "xref",
    ]
) | (_PARTS_OF_DATES - _EVENT)
"""Fields of every type."""

_PEOPLE = f"annotator author commentator editor editortype translator {_ROLES}"
_BOOK_PEOPLE = f"{_PEOPLE} afterword foreword introduction"
_TITLE = "title subtitle titleaddon addendum language pubstate"
_VOLUMES = "mainsubtitle maintitle maintitleaddon part volume volumes"
_IMPRINT = "location publisher isbn edition number series"
_BOOKTITLE = "booktitle booksubtitle booktitleaddon"
_PLACE = "chapter eid pages"


def _allowed(types: str, *fields: str, event: bool = False, without: str = "") -> dict[str, frozenset[str]]:
    own = frozenset(" ".join(fields).split()) - frozenset(without.split())
    return dict.fromkeys(types.split(), own | (_EVENT if event else frozenset()))


ALLOWED: dict[str, frozenset[str]] = {
    **_allowed("article", _PEOPLE, _TITLE, "eid issn issue issuesubtitle issuetitle issuetitleaddon journalsubtitle "
               "journaltitle journaltitleaddon number origlanguage pages series version volume"),
    **_allowed("book", _BOOK_PEOPLE, _TITLE, _VOLUMES, _IMPRINT, _PLACE, "origlanguage pagetotal"),
    **_allowed("mvbook", _BOOK_PEOPLE, _TITLE, _IMPRINT, "origlanguage pagetotal volume volumes"),
    **_allowed("inbook bookinbook suppbook", _BOOK_PEOPLE, _TITLE, _VOLUMES, _IMPRINT, _PLACE, _BOOKTITLE,
               "bookauthor origlanguage"),
    **_allowed("booklet", _TITLE, _PLACE, "author editor editortype howpublished location pagetotal type"),
    **_allowed("collection reference", _BOOK_PEOPLE, _TITLE, _VOLUMES, _IMPRINT, _PLACE, "origlanguage pagetotal",
               without="author"),
    **_allowed("mvcollection mvreference", _BOOK_PEOPLE, _TITLE, _IMPRINT, "origlanguage volume volumes",
               without="series"),
    **_allowed("incollection suppcollection inreference", _BOOK_PEOPLE, _TITLE, _VOLUMES, _IMPRINT, _PLACE,
               _BOOKTITLE, "origlanguage"),
    **_allowed("dataset", _TITLE, "author edition editor editortype location number organization publisher series type "
               "version"),
    **_allowed("manual", _TITLE, _PLACE, _IMPRINT, "author editor editortype organization pagetotal type version"),
    **_allowed("misc software", _TITLE, "author editor editortype howpublished location organization type version"),
    **_allowed("online", _TITLE, "author editor editortype organization version"),
    **_allowed("patent", _TITLE, "author holder location number type version", without="language"),
    **_allowed("periodical", _TITLE, f"editor editortype {_ROLES}", "issn issue issuesubtitle issuetitle "
               "issuetitleaddon number series volume yeardivision"),
    **_allowed("mvproceedings", _TITLE, _IMPRINT, "editor editortype organization pagetotal volumes", event=True,
               without="edition"),
    **_allowed("proceedings", _TITLE, _IMPRINT, _VOLUMES, _PLACE, "editor editortype organization pagetotal",
               event=True, without="edition"),
    **_allowed("inproceedings", _TITLE, _IMPRINT, _VOLUMES, _PLACE, _BOOKTITLE, "author editor editortype organization",
               event=True, without="edition"),
    **_allowed("report", _TITLE, _PLACE, "author institution isrn location number pagetotal type version"),
    **_allowed("thesis", _TITLE, _PLACE, "author institution location pagetotal type"),
    **_allowed("unpublished", _TITLE, "author howpublished location type", event=True),
    **_allowed("set", "entryset"),
}  # fmt: skip
"""Type -> the fields it has besides those of every type; a type that is missing takes any."""

PRONOUNS = frozenset({"sf", "sm", "sn", "pf", "pm", "pn", "pp"})
"""What `gender` may be."""

KNOWN_FIELDS = EVERYWHERE.union(_EVENT, FIELD_ALIASES.values(), *ALLOWED.values())
"""The fields of the data model and their old names."""

PROGRAMS = (
    "bdsk-", "citeulike-", "mendeley-", "zotero", "better", "date-", "__", "biburl", "bibsource", "timestamp", "owner",
    "groups", "ranking", "priority", "readstatus", "qualityassured", "printed", "lccn", "creationdate",
    "modificationdate", "added-at", "interhash", "intrahash", "posted-at", "comment", "review", "mrnumber", "mrclass",
    "zblnumber", "numpages", "issue_date", "acmid", "urlraw", "rating", "read", "localfile", "pmid", "pmcid",
    "copyright", "isbn-", "issn-", "oclc", "adsurl", "adsnote", "slaccitation", "eprintnr",
    "contents", "collection", "refid", "director", "origauthor", "origyear", "day", "source", "shortbooktitle",
    "price", "size", "lastchecked", "eissn", "affiliation", "author+an", "mendeley", "hash", "uri", "ean",
)  # fmt: skip
"""How the fields begin that programs and people keep beside the data model: never a fault."""
