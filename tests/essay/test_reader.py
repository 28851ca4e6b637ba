"""Opening essays: detection, encodings, refusals, notes from elsewhere."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sergecite.cli.app import app
from sergecite.errors import InputError
from sergecite.essay.encoding import decode
from sergecite.essay.reader import read_bytes, read_essay

BODY = "The first words here.1 Then other things come.2 And at last the end.3\n"
NOTES = "1. Smith, Title, 3.\n2. Ibid.\n3. See above.\n"


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b"\xd0\xcf\x11\xe0 old", ".docx"),
        (b"%PDF-1.7", "pdftotext"),
        (b"{\\rtf1", ".docx"),
        (b"\x00\x01\x02" * 20, "Word"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_hint(data: bytes, hint: str) -> None:
    """Old and binary formats say what to do instead."""
    with pytest.raises(InputError) as fault:
        read_bytes(data, "essay.doc")
    assert hint in (fault.value.hint or "")
    assert fault.value.place == "essay.doc"


def test_missing_files_folders_and_empty_files_are_refused(tmp_path: Path) -> None:
    """Each names its file."""
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    for path in (tmp_path / "none.txt", tmp_path, tmp_path / "empty.txt"):
        with pytest.raises(InputError) as fault:
            read_essay(path)
        assert str(path) in str(fault.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_give_the_same_essay(encoding: str) -> None:
    """A byte order mark is no character; what is not UTF-8 is read and said."""
    text = "Le siècle déjà commencé.1 Une idée très générale.2 Voilà la fin de l’été.3\n" * 1
    document = read_bytes(text.encode(encoding), "essay.txt")
    assert document.body == text
    assert [marker.start for marker in document.markers] == [text.index(f".{n}") + 1 for n in (1, 2, 3)]
    assert any("UTF-8" in warning for warning in document.warnings) == (encoding == "cp1252")


OTHER_CODE_PAGES = [
    ("cp1251", "Виктор Серж писал о революции.1 Он жил в Москве.2 Потом он уехал.3\n"),
    ("cp1253", "Η επανάσταση του 1917 άλλαξε τον κόσμο.1 Ο συγγραφέας έζησε στη Μόσχα.2\n"),
    ("cp866", "Виктор Серж писал о революции.1 Он жил в Москве.2 Потом он уехал.3\n"),
    ("mac_cyrillic", "Виктор Серж писал о революции.1 Он жил в Москве, я тоже.2 Потом он уехал.3\n"),
    ("iso8859_5", "Заводът работеше и след войната, а хлябът струваше четири рубли.1 Той писа за това.2\n"),
    ("cp1255", "ההיסטוריון כתב על המהפכה.1 הוא גר במוסקבה ואחר כך נסע משם.2\n"),
    ("iso8859_8", "ההיסטוריון כתב על המהפכה.1 הוא גר במוסקבה ואחר כך נסע משם.2\n"),
    ("cp1256", "كتب المؤرخ عن الثورة وعن العمال في المدينة.1 ثم سافر من موسكو.2\n"),
    ("cp1252", "On the Zuñi, Archæological Notes; the Zuñi again, and Zuñi songs of Hük.1\n"),
    ("koi8_r", "Виктор Серж писал о революции.1 Он жил в Москве.2 Потом он уехал.3\n"),
    ("mac_roman", "“L’état déjà créé,” dit-il à l’élève.1 Voilà l’été passé.2 C’était l’épreuve.3\n"),
    (
        "cp1250",
        "Stávka uzavřela třicet továren. „Bylo nás čtrnáct,“ napsala později, „a chléb jsme měli jen na šest dní.“1\n",
    ),
    ("iso8859_2", "Úřady mlčely, ale dělníci zůstali, příští rok přišli znovu a žádali totéž.1\n"),
    (
        "cp1250",
        "Pisała, że było ich piętnaście w celi, a życie toczyło się dalej.1 Później także świat się zmienił.2\n",
    ),
    ("cp1250", "A hatóságok hallgattak, a munkások azonban nem tűntek el, és őket várta a tél.1\n"),
    ("cp1250", "Štrajk je zatvorio tvornice. Vlasti su šutjele; radnici nisu otišli, već su čekali.1\n"),
    ("cp1254", "İşçiler greve gitti, ama gazeteler yazmadı. Şehir sustu; kış geliyordu.1 Çocuklar güldü.2\n"),
    ("utf-16-le", "L’été, les ouvriers étaient là.1 À Noël, où ?2\n"),
    ("utf-16-be", "L’été, les ouvriers étaient là.1 À Noël, où ?2\n"),
]


@pytest.mark.parametrize(("encoding", "text"), OTHER_CODE_PAGES)
def test_texts_of_older_programs_are_read(encoding: str, text: str) -> None:
    """Pages of Russian, Greek, Hebrew, Arabic, Central Europe, Turkey, DOS and old Macintoshes, UTF-16 without a mark: read, and said."""
    found, warnings = decode(text.encode(encoding), "essay.txt")
    assert found == text
    assert encoding.startswith("utf") or "read as" in warnings[0]


WESTERN = [
    "„Die Schönheit der Größe“ – so heißt es über die Kämpfe.1 Für mich gehört’s dazu.2\n",
    "« Déjà l’été », écrit-il à l’Élysée ; « œuvre créée » — voilà.1 Où ça ?2\n",
    "El niño dijo: «¿Qué pasó?» ¡Nada! En España, año de 1936.¹ La revolución.²\n",
    "Perché è così? L’unità – “già” fatta.1\n",
    "Grüße.1\n",
]


@pytest.mark.parametrize("text", WESTERN)
def test_western_windows_texts_are_read_as_such(text: str) -> None:
    """German, French, Spanish and Italian essays saved by older programs keep their letters, however short."""
    read, warnings = decode(text.encode("cp1252"), "essay.txt")
    assert (read, warnings) == (text, ("not UTF-8 (line 1); read as cp1252",))


def test_markdown_is_known_by_its_notes_or_its_ending() -> None:
    """A .txt with [^1] is Markdown."""
    assert read_bytes(b"A.[^1]\n\n[^1]: N.\n", "a.txt").format == "markdown"
    assert read_bytes(b"A.1 B.2", "a.md").format == "markdown"
    assert read_bytes(b"A.1 B.2", "a.txt").format == "plaintext"


def test_notes_come_from_a_list_in_another_file(tmp_path: Path) -> None:
    """A file of nothing but notes gives its notes by number."""
    (tmp_path / "essay.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("Notes\n\n" + NOTES, encoding="utf-8")
    document = read_essay(tmp_path / "essay.txt", tmp_path / "notes.txt")
    assert [note.text for note in document.notes] == ["Smith, Title, 3.", "Ibid.", "See above."]
    assert document.warnings == ()


def test_notes_come_from_another_copy_of_the_essay(tmp_path: Path) -> None:
    """Markers are matched by the words before them, so a copy with one note more is no trouble."""
    (tmp_path / "essay.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "copy.md").write_text(
        "An epigraph.[^1] The first words here.[^2] Then other things come.[^3] And at last the end.[^4]\n\n"
        "[^1]: Epigraph.\n[^2]: One.\n[^3]: Two.\n[^4]: Three.\n",
        encoding="utf-8",
    )
    document = read_essay(tmp_path / "essay.txt", tmp_path / "copy.md")
    assert [(note.number, note.text) for note in document.notes] == [("1", "One."), ("2", "Two."), ("3", "Three.")]


def test_another_essay_is_refused(tmp_path: Path) -> None:
    """Notes of an essay with other words before its markers are not taken."""
    (tmp_path / "essay.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "other.md").write_text(
        "".join(f"Quite another text it is, number {n} of many.[^{n}] " for n in range(1, 6))
        + "".join(f"\n\n[^{n}]: A." for n in range(1, 6)),
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="another essay"):
        read_essay(tmp_path / "essay.txt", tmp_path / "other.md")


def test_the_command_gives_json_and_a_listing(tmp_path: Path) -> None:
    """The JSON has the documented fields; the listing shows marker, place and note."""
    path = tmp_path / "essay.txt"
    path.write_text(BODY + "\nNotes\n" + NOTES, encoding="utf-8")
    found = json.loads(CliRunner().invoke(app, ["read", str(path), "--json"]).stdout)
    assert found["format"] == "plaintext"
    assert found["markers"][0] == {"number": "1", "start": 21, "end": 22, "chapter": 0}
    assert found["notes"][1]["text"] == "Ibid."
    listing = CliRunner().invoke(app, ["read", str(path)]).stdout
    assert "3 markers, 3 notes" in listing
    assert "Smith, Title, 3." in listing


def test_a_file_of_notes_full_of_numbers_is_a_list(tmp_path: Path) -> None:
    """Years and pages in the notes do not make them an essay; a chapter's notes begin again."""
    essay = "One came.1 Two went.2 Three stayed.3\n\nHe rose.1 He fell.2 He slept.3\n"
    notes = "".join(f"{n}. Smith, Title (London: Verso, 19{n}0.{n}), vol. {n}, {n}.\n" for n in (1, 2, 3))
    (tmp_path / "essay.txt").write_text(essay, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("Chapter 1\n\n" + notes + "\nChapter 2\n\n" + notes, encoding="utf-8")
    document = read_essay(tmp_path / "essay.txt", tmp_path / "notes.txt")
    assert [(note.chapter, note.number) for note in document.notes] == [(c, str(n)) for c in (0, 1) for n in (1, 2, 3)]
    assert document.warnings == ()


def test_the_blog_and_the_copy_of_an_essay(shared: Path, tmp_path: Path) -> None:
    """A pasted essay takes its notes from a page that has the same essay with other surroundings."""
    path = shared / "data" / "markers" / "notes_things_things_bed.txt"
    notes = json.loads(path.with_name("notes_things_things_bed.notes.json").read_text(encoding="utf-8"))
    copy = "A preface that the other lacks.\n" + path.read_text(encoding="utf-8").replace("bed", "couch", 3)
    (tmp_path / "copy.txt").write_text(
        copy + "Notes\n\n" + "".join(f"{number}. {text}\n" for number, text in notes.items()), encoding="utf-8"
    )
    document = read_essay(path, tmp_path / "copy.txt")
    assert {note.number: note.text for note in document.notes} == {n: " ".join(t.split()) for n, t in notes.items()}
