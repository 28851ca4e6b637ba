"""The labels the sequence model gives to tokens; training and reading share them.

A label that begins a cite carries `BEGIN` before its name, one that begins another field `FIELD`, every other its bare
name; prose lies outside every cite.
"""

AUTHOR = "author"
EDITOR = "editor"
TRANSLATOR = "translator"
TITLE = "title"
CONTAINER = "container"
PUBLISHER = "publisher"
PLACE = "place"
DATE = "date"
VOLUME = "volume"
PAGES = "pages"
EDITION = "edition"
SERIES = "series"
URL = "url"
IN = "in"
ARCHIVE = "archive"
BACK = "back"
"""Ibid., op. cit. and their kin, with the note number they name."""
OTHER = "other"
"""Inside a cite, but in no field."""
PROSE = "prose"

BEGIN = "^"
FIELD = "+"
