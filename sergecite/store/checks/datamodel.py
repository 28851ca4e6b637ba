"""Facts of the BibLaTeX data model: what an entry of each type must have.

Source: BibLaTeX manual, section 2.1.1 and 2.3; the constraints of biber's default data model.
"""

Needed = tuple[tuple[str, ...], ...]
"""What is needed: of each row, one field."""

_DATE = ("date", "year")


def _rows(types: str, *needed: str, dated: bool = True) -> dict[str, Needed]:
    fields = tuple(tuple(one.split("|")) for one in needed) + ((_DATE,) if dated else ())
    return dict.fromkeys(types.split(), fields)


NEEDED: dict[str, Needed] = {
    **_rows("article", "author", "journaltitle", "title"),
    **_rows("book", "author", "title"),
    **_rows("mvbook", "author", "title"),
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
    **_rows("suppperiodical", dated=True),
    **_rows("proceedings", "title"),
    **_rows("mvproceedings", "title", dated=False),
    **_rows("inproceedings", "author", "title", "booktitle"),
    **_rows("report thesis", "author", "title", "type", "institution"),
    **_rows("unpublished", "author", "title"),
    **_rows("set", "entryset", dated=False),
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

OTHER_TYPES = frozenset(
    {
        "artwork", "audio", "bibnote", "commentary", "customa", "customb", "customc", "customd", "custome", "customf",
        "dataset", "image", "jurisdiction", "legal", "legislation", "letter", "movie", "music", "performance", "review",
        "software", "standard", "video", "xdata",
    }
)  # fmt: skip
"""Types of the manual that ask for nothing."""

DATE_FIELDS = ("date", "origdate", "eventdate", "urldate")
INTEGER_FIELDS = ("volume", "volumes", "sortyear")
"""Fields that the data model has as integers; `volume` in practice is not (`IV`, `22/1`)."""

KNOWN_FIELDS = frozenset(
    [
        "abstract",
        "addendum",
        "afterword",
        "annotation",
        "annotator",
        "author",
        "authortype",
        "bookauthor",
        "bookpagination",
        "booksubtitle",
        "booktitle",
        "booktitleaddon",
        "chapter",
        "commentator",
        "crossref",
        "date",
        "doi",
        "edition",
        "editor",
        "editora",
        "editoratype",
        "editorb",
        "editorbtype",
        "editorc",
        "editorctype",
        "editortype",
        "eid",
        "entryset",
        "entrysubtype",
        "eprint",
        "eprintclass",
        "eprinttype",
        "eventdate",
        "eventtitle",
        "eventtitleaddon",
        "execute",
        "file",
        "foreword",
        "gender",
        "holder",
        "howpublished",
        "ids",
        "indexsorttitle",
        "indextitle",
        "institution",
        "introduction",
        "isan",
        "isbn",
        "ismn",
        "isrn",
        "issn",
        "issue",
        "issuesubtitle",
        "issuetitle",
        "issuetitleaddon",
        "iswc",
        "journalsubtitle",
        "journaltitle",
        "journaltitleaddon",
        "keywords",
        "label",
        "langid",
        "langidopts",
        "language",
        "library",
        "lista",
        "listb",
        "listc",
        "listd",
        "liste",
        "listf",
        "location",
        "mainsubtitle",
        "maintitle",
        "maintitleaddon",
        "month",
        "namea",
        "nameatype",
        "nameb",
        "namebtype",
        "namec",
        "namectype",
        "nameaddon",
        "note",
        "number",
        "options",
        "organization",
        "origdate",
        "origlanguage",
        "origlocation",
        "origpublisher",
        "origtitle",
        "pages",
        "pagetotal",
        "pagination",
        "part",
        "presort",
        "publisher",
        "pubstate",
        "related",
        "relatedoptions",
        "relatedstring",
        "relatedtype",
        "reprinttitle",
        "series",
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
        "subtitle",
        "title",
        "titleaddon",
        "translator",
        "type",
        "url",
        "urldate",
        "usera",
        "userb",
        "userc",
        "userd",
        "usere",
        "userf",
        "venue",
        "verba",
        "verbb",
        "verbc",
        "version",
        "volume",
        "volumes",
        "xdata",
        "xref",
        "year",
        "address",
        "annote",
        "archiveprefix",
        "journal",
        "key",
        "pdf",
        "primaryclass",
        "school",
        "hyphenation",
    ]
)
"""The fields of the data model and their old names."""
