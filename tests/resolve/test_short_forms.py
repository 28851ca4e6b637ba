"""Short forms as the languages of the notes have them: tables, silence first."""

import pytest
from notes_of import LIBRARY, entry, resolved

from sergecite.model.entry import Entry
from sergecite.model.resolution import Status

MEMOIRS = "Victor Serge, Memoirs of a Revolutionary (New York, 2012), 34."
BETRAYED = "Leon Trotsky, The Revolution Betrayed (London, 1937), 3."


def _last(*texts: str, library: tuple[Entry, ...] = LIBRARY) -> list[str]:
    """Return the citekeys of the last note."""
    cites = resolved(*texts, library=library).notes[-1].cites
    return [cite.citekey for cite in cites if cite.status is Status.RESOLVED and cite.citekey]


@pytest.mark.parametrize(
    "note",
    [
        "See note 1.", "See n. 3 above.", "Siehe Anm. 1.", "Vgl. Anm. 1.", "Siehe oben, S. 12.", "Voir note 1.", "Voir ci-dessus, p. 3.",
        "Cfr. nota 1.", "Vedi sopra, p. 3.", "Véase nota 1.", "Zie noot 1.", "См. прим. 1.", "Zob. przyp. 1.", "Viz pozn. 1.",
        "In 1937 the party held its congress.", "He noted “ibid.” in the margin.", "The word “idem” occurs twice on the page.",
        "I thank Victor Serge’s son for this remark.", "As Weissman told me in 2001.", "Trotsky was in Mexico then.", "Emphasis added.",
        "Hervorhebung im Original.", "C’est moi qui souligne.", "Corsivo mio.", "Курсив мой.", "See above.", "Vgl. oben.", "Cf. infra.",
        "Serge wrote to Trotsky in May 1936.", "同前註 12。", "同前注，M. Brown书，第201页。", "Lásd 1. jegyzet.", "Uomini e no.",
    ],
)  # fmt: skip
def test_what_only_points_or_talks_is_no_cite(note: str) -> None:
    """A pointer to a note, a remark, a person named, a word in quotation marks link nothing."""
    cites = resolved(MEMOIRS, BETRAYED, note).notes[-1].cites
    assert not [cite for cite in cites if cite.status is Status.RESOLVED and (cite.citekey or cite.antecedent)]


@pytest.mark.parametrize(
    "note",
    [
        "Ibid., 36.", "Ibidem, p. 36.", "ibíd., p. 3.", "Ib., p. 4.", "Ibid.", "See ibid., 7.", "Ebd., S. 40.", "Ebda., S. 40.",
        "Ebenda, S. 4.", "Vgl. ebd., S. 7.", "Eod., S. 3.", "Eodem, 3.", "Ivi, p. 3.", "Cfr. ivi, p. 5.", "Idem, p. 40.", "Id., p. 4.",
        "Idem.", "Ders., S. 4.", "Voir ibid., p. 7.", "Aldaar, p. 4.", "Hetzelfde, p. 3.", "Там же, с. 40.", "Там же. С. 40.",
        "См. там же, с. 5.", "Tamże, s. 40.", "Zob. tamże, s. 5.", "Tamtéž, s. 40.", "Viz tamtéž, s. 5.", "Loc. cit.",
        "Op. cit., p. 5.", "A. a. O., S. 5.", "Uo., 36. o.", "Uo.", "Lásd uo. 36.", "Ugyanott, 36.", "同上,36頁。", "同上注。",
        "同上注,第36页。", "同前註,頁36。", "同書、36頁。",
    ],
)  # fmt: skip
def test_the_cite_just_before(note: str) -> None:
    """Ibid. and what stands for it."""
    assert _last(BETRAYED, MEMOIRS, note) == ["memoirs"]


@pytest.mark.parametrize(
    "note",
    [
        "Serge, op. cit., 3.", "SERGE, op. cit., p. 3.", "V. Serge, op. cit., 3.", "Victor Serge, op. cit., 3.", "Serge, opus cit., 3.",
        "Serge, loc. cit.", "Serge, art. cit., p. 3.", "Serge, a. a. O., S. 3.", "Serge, a.a.O., S. 3.", "Serge, aaO, S. 3.",
        "Serge, ouvr. cité, p. 3.", "Serge, opere cit., 3.", "Serge, cit., p. 3.", "Serge, Memoirs, cit., p. 3.", "Serge, ob. cit., p. 3.",
        "Serge, obra citada, p. 3.", "Serge, o.c., p. 3.", "Serge, aangehaald werk, p. 3.", "Serge, указ. соч., с. 3.",
        "Serge, dz. cyt., s. 3.", "Serge, cit. d., s. 3.", "Serge: i. m. 36.", "Serge, i. m., 36. o.", "Serge, i.m. 36.",
        "Serge, 前揭書,36頁。", "Serge, 前掲書、36頁。",
    ],
)  # fmt: skip
def test_the_work_cited_of_that_name(note: str) -> None:
    """Op. cit. after a name, where a title of the library is that name too."""
    assert _last(MEMOIRS, BETRAYED, note) == ["memoirs"]


@pytest.mark.parametrize(
    "note",
    [
        "Serge (n. 1 above), 50.", "Serge, supra note 1, at 50.", "Serge, n. 1 above, 50.", "Serge (as in n. 1), 50.", "Serge (fn. 1), 50.",
        "Serge, op. cit. (n. 1), 5.", "Serge (wie Anm. 1), S. 50.", "Serge, wie Anm. 1, S. 50.", "Serge (oben Anm. 1), S. 50.",
        "Serge, siehe Anm. 1, S. 50.", "Serge (Fn. 1), S. 5.", "Serge, a. a. O. (Anm. 1), S. 5.", "Serge, zie noot 1, p. 5.",
        "Serge (noot 1), p. 5.", "Serge, voir supra note 1, p. 5.", "Serge (cf. supra, n. 1), p. 5.", "Serge (vedi nota 1), p. 5.",
        "Serge, cit. alla nota 1, p. 5.", "Serge (véase nota 1), p. 5.", "Serge (ver nota 1), p. 5.", "Serge (см. прим. 1), с. 5.",
        "Serge (zob. przyp. 1), s. 5.", "Serge (viz pozn. 1), s. 5.", "(wie Anm. 1), S. 50.",
        "同前注〔1〕，V. Serge：《Memoirs》，第40页。",
    ],
)  # fmt: skip
def test_the_work_of_the_note_that_is_named(note: str) -> None:
    """A note's number after the name, or with a place in the work alone."""
    assert _last(MEMOIRS, BETRAYED, note) == ["memoirs"]


@pytest.mark.parametrize("note", ["Serge (n. 2), 50.", "Serge, op. cit. (n. 2), 50."])
def test_a_named_note_that_cites_another_leaves_it_open(note: str) -> None:
    """What the named note does not cite is not cited."""
    assert _last(MEMOIRS, BETRAYED, note) == []


@pytest.mark.parametrize(
    "who",
    ["Idem", "Id.", "Eadem", "Ead.", "Ders.", "Derselbe", "Dies.", "Lo stesso", "Le même", "El mismo", "Он же.", "Tenże", "Týž", "Dez.", "———"],
)  # fmt: skip
def test_the_same_author_with_another_work(who: str) -> None:
    """Idem before a title is the author, not the work."""
    assert _last(MEMOIRS, f"{who}, Year One of the Russian Revolution, 5.") == ["yearone"]


@pytest.mark.parametrize(
    "words",
    [
        "hereafter cited as", "hereafter", "hereinafter:", "henceforth", "hereafter abbreviated as", "im Folgenden:",
        "im Folgenden zitiert als", "künftig:", "nachfolgend:", "fortan:", "ci-après", "ci-après cité", "désormais", "dorénavant",
        "d’ora in poi", "d'ora innanzi", "in seguito", "en adelante", "de aquí en adelante", "en lo sucesivo", "doravante", "hierna",
        "voortaan:", "далее —", "dalej:", "dále jen",
    ],
)  # fmt: skip
def test_the_name_the_first_note_gives(words: str) -> None:
    """What a note says a work will be called is its name from there on."""
    first = f"Victor Serge, Memoirs of a Revolutionary (New York, 2012), 34 ({words} Recollections)."
    assert _last(first, BETRAYED, "Recollections, 50.") == ["memoirs"]


@pytest.mark.parametrize(
    "words",
    [
        "quoted in", "as quoted in", "cited in", "qtd. in", "quoted by", "zit. n.", "zitiert nach", "cité par", "cité d’après", "cité dans",
        "cit. in", "citato in", "cit. da", "citado en", "citado por", "apud", "цит. по:", "cyt. za:", "cit. podle:", "geciteerd in",
    ],
)  # fmt: skip
def test_at_second_hand_both_are_cited(words: str) -> None:
    """What is quoted and what it is quoted from are two cites."""
    note = f"Trotsky, Revolution Betrayed, 3, {words} Weissman, Victor Serge, 5."
    assert _last(MEMOIRS, note) == ["betrayed", "weissman"]


FOREIGN = (
    entry("mandel", author="Mandel, Ernest", title="Revolution und Konterrevolution", date="1977"),
    entry("cozzi", author="Cozzi, Gaetano", title="Il doge Nicolò Contarini", date="1958"),
    entry("trotskii", author="Троцкий, Лев", title="Преданная революция", date="1937"),
    entry("kolakowski", author="Kołakowski, Leszek", title="Główne nurty marksizmu", date="1976"),
    entry("patocka", author="Patočka, Jan", title="Kacířské eseje", date="1975"),
    entry("unamuno", author="Unamuno, Miguel de", title="La agonía del cristianismo", date="1931"),
    entry("holanda", author="Holanda, Sérgio Buarque de", title="Raízes do Brasil", date="1936"),
)  # fmt: skip


@pytest.mark.parametrize("known", [True, False], ids=["in the library", "nowhere"])
@pytest.mark.parametrize(
    ("citekey", "first", "again"),
    [
        ("mandel", "Ernest Mandel, Revolution und Konterrevolution, Frankfurt am Main 1977, S. 12.", "Mandel, Revolution, S. 14."),
        ("cozzi", "G. Cozzi, Il doge Nicolò Contarini, Venezia, 1958, p. 12.", "Cozzi, Il doge, cit., p. 14."),
        ("trotskii", "Троцкий Л. Преданная революция. Париж, 1937. С. 12.", "Троцкий Л. Указ. соч. С. 14."),
        ("kolakowski", "L. Kołakowski, Główne nurty marksizmu, Paryż 1976, s. 12.", "L. Kołakowski, dz. cyt., s. 14."),
        ("patocka", "Jan Patočka, Kacířské eseje, Praha 1975, s. 12.", "J. Patočka, Kacířské eseje, s. 14."),
        ("unamuno", "Miguel de Unamuno, La agonía del cristianismo, Madrid, 1931, p. 12.", "Unamuno, ob. cit., p. 14."),
        ("holanda", "HOLANDA, Sérgio Buarque de. Raízes do Brasil. Rio de Janeiro, 1936, p. 12.", "HOLANDA, op. cit., p. 14."),
    ],
)  # fmt: skip
def test_first_in_full_then_short(citekey: str, first: str, again: str, *, known: bool) -> None:
    """The whole reference and its short form, with the library and without."""
    notes = resolved(first, MEMOIRS, again, library=(*LIBRARY, *FOREIGN) if known else ()).notes
    cite = notes[-1].cites[0]
    assert (cite.status, cite.antecedent and cite.antecedent.note) == (Status.RESOLVED, "1")
    assert [note.cites[0].citekey for note in (notes[0], notes[-1])] == ([citekey] * 2 if known else [None] * 2)


@pytest.mark.parametrize(
    ("texts", "linked"),
    [
        pytest.param(
            ["C. Povolo, Tre villaggi, in Storia della cultura veneta, Vicenza 1983, p. 3.", BETRAYED,
             "F. Gaeta, Venezia da stato misto, in Storia della cultura veneta..., IV, p. 437.", "Gaeta, Venezia da stato misto, p. 440."],
            [None, None, "1", "3"], id="a book that holds chapters is named in short, the chapter is a work of its own",
        ),
        pytest.param(
            ["A. Tenenti, Venera e i corsari 1380-1613, Bari, Laterza, 1961, p. 196.", BETRAYED, "Tenenti, Venezia e i corsarl, cit., p. 20."],
            [None, None, "1"], id="misread letters",
        ),
        pytest.param(
            ["F. Thiriet, La Romanie vénitienne au moyen âge, Paris, 1975.", "M. Balard, La Romanie génoise, Rome, 1978.",
             "Thiriet, La Romanie genoise, cit., p. 3."],
            [None, None, None], id="one author, another's title",
        ),
        pytest.param(
            ["R. Gertwagen, The Island of Corfu in Venetian Policy, London, 2007.", "Eadem, Corfu, cit., p. 181."],
            [None, "1"], id="a word of the title, said to be cited",
        ),
        pytest.param(
            ["J. W. Barker, Manuel II Palaeologus (1391-1425): A Study, New Brunswick, 1969, p. 18.", BETRAYED, "Barker, Manuel II, cit., p. 11."],
            [None, None, "1"], id="dates in a title",
        ),
        pytest.param(
            ["F. Chabod, Giovanni Botero, Roma 1934, p. 44.", "Id., introduzione a R. Albertini, Das florentinische Staatsbewusstsein, Bern 1955."],
            [None, None], id="a bare Id. before a title is not ibid.",
        ),
        pytest.param(
            ["M. Sanuto, Diarii, Venezia, 1895, col. 231.", "Sanuto, Diarii, XLIV, col. 371, da Bologna, 27-3-1527.", "Sanuto, Diarii, XLIV, col. 540."],
            [None, "1", "1"], id="a letter's date is no edition's year",
        ),
    ],
)  # fmt: skip
def test_links_among_works_the_library_lacks(texts: list[str], linked: list[str | None]) -> None:
    """Each note's antecedent."""
    notes = resolved(*texts, library=()).notes
    found = [[c.antecedent.note for c in note.cites if c.antecedent and c.status is Status.RESOLVED] for note in notes]
    assert [row[0] if row else None for row in found] == linked


@pytest.mark.parametrize(
    ("texts", "linked"),
    [
        pytest.param(["Moderata Fonte, Il Merito delle donne (Venezia, 1600), p. 1.", BETRAYED, "Il Merito, p. 6."], [None, None, "1"], id="a title’s first word"),
        pytest.param(["Il Redattore veneto, Venezia 1797, p. 44.", BETRAYED, "«GUV», p. 479.", "«GUV», p. 642."], [None, None, None, "3"], id="letters for a paper"),
        pytest.param(["L. Labowsky, Bessarion's Library, Roma, 1979, p. 3.", BETRAYED, "L. Labowsky, Bessarions Librarypp. 17-18, 481."], [None, None, "1"], id="glued"),
        pytest.param(
            ["Ian Maclean in his Women Triumphant: Feminism in French Literature (Oxford, 1977).", BETRAYED, "Maclean, Women Triumphant, p. 26."],
            [None, None, "1"], id="in his",
        ),
    ],
)  # fmt: skip
def test_what_stands_for_a_title(texts: list[str], linked: list[str | None]) -> None:
    """Less than a title, where it can mean but one work."""
    notes = resolved(*texts, library=()).notes
    found = [[c.antecedent.note for c in note.cites if c.antecedent and c.status is Status.RESOLVED] for note in notes]
    assert [row[0] if row else None for row in found] == linked
