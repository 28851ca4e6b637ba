"""References as historians in eight languages write them: each is read as a whole, field by field.

The works are real, the wording of the notes is ours. A row says what must be read; what it leaves out is not judged.
"""

from typing import Any

import pytest

from sergecite.resolve.note_parser import parse_note

BOOKS: list[tuple[str, dict[str, Any]]] = [
    ("Кибальчич В. Л. Завоёванный город. М.: Наука, 1989. С. 34–36.", {"author": ["Кибальчич"], "title": "Завоёванный город", "place": "М", "publisher": "Наука", "year": 1989, "locator": "34–36"}),
    ("Троцкий Л. Д. Моя жизнь. М.: Панорама, 1991. С. 12.", {"author": ["Троцкий"], "title": "Моя жизнь", "publisher": "Панорама", "year": 1991, "locator": "12"}),
    ("См.: Ключевский В. О. Курс русской истории. М., 1987. Т. 2. С. 45.", {"author": ["Ключевский"], "title": "Курс русской истории", "year": 1987, "volume": "2", "locator": "45"}),
    ("Victor Serge, Mémoires d’un révolutionnaire, 1901–1941, Paris, Seuil, 1951, p. 112.", {"author": ["Serge"], "title": "Mémoires d’un révolutionnaire, 1901–1941", "place": "Paris", "publisher": "Seuil", "year": 1951, "locator": "112"}),
    ("SERGE (Victor), L’An I de la Révolution russe, Paris, Maspero, 1971, 3 vol.", {"author": ["SERGE"], "title": "L’An I de la Révolution russe", "publisher": "Maspero", "year": 1971}),
    ("V. Serge, Les Révolutionnaires : romans, Paris, Éditions du Seuil, coll. « Points », 1980, p. 8.", {"author": ["Serge"], "publisher": "Éditions du Seuil", "year": 1980, "locator": "8"}),
    ("Boris Souvarine, Staline : aperçu historique du bolchevisme, nouv. éd., Paris, Champ libre, 1977.", {"author": ["Souvarine"], "publisher": "Champ libre", "year": 1977}),
    ("Marcel Martinet, Culture prolétarienne, Paris, Librairie du travail, 1935, chap. 3.", {"author": ["Martinet"], "title": "Culture prolétarienne", "publisher": "Librairie du travail", "year": 1935, "locator": "3", "label": "chapter"}),
    ("Susan Weissman, Victor Serge: A Political Biography (London: Verso, 2013), 45–47.", {"author": ["Weissman"], "title": "Victor Serge: A Political Biography", "place": "London", "publisher": "Verso", "year": 2013, "locator": "45–47"}),
    ("Ada Rossi. Ricordo di Ugo Verdi. «Rivista storica lucchese», 24 (1956), n. 1, p. 96.", {"author": ["Rossi"], "title": "Ricordo di Ugo Verdi", "container": "Rivista storica lucchese", "volume": "24", "issue": "1", "year": 1956, "locator": "96"}),
    ("Ada Rossi. Ugo Verdi. «Almanacco lucchese», 1955, p. 43-49.", {"author": ["Rossi"], "title": "Ugo Verdi", "container": "Almanacco lucchese", "year": 1955, "page": "43-49"}),
    ("Karl Popper, The Logic of Discovery, London, Hutchinson, 1959; repr. New York, Basic Books, 1968.", {"author": ["Popper"], "title": "The Logic of Discovery", "place": "London", "publisher": "Hutchinson"}),
    ("Marx, Karl. 1990. Capital. London: Penguin / New York: Vintage.", {"author": ["Marx"], "place": "London, New York", "year": 1990}),
    ("Ada Rossi to Ugo Verdi, September 23, 1860, in The Papers of Ada Rossi, vol. 32, ed. Jane Martin (Princeton: Princeton University Press, 2005), 168.", {"author": None, "title": "Ada Rossi to Ugo Verdi", "container": "The Papers of Ada Rossi", "volume": "32", "editor": ["Martin"]}),
    ("Barthes, S/Z, p. 12.", {"author": ["Barthes"], "title": "S/Z", "locator": "12"}),
    ("Smith, J. A., p. 3.", {"author": ["Smith"], "title": None, "locator": "3"}),
    ("Carlo Ginzburg, Spie. Radici di un paradigma indiziario, in Aldo Gargani (a cura di), Crisi della ragione, Torino, Einaudi, 1979, pp. 57-106.", {"author": ["Ginzburg"], "editor": ["Gargani"], "container": "Crisi della ragione", "publisher": "Einaudi", "year": 1979, "page": "57-106"}),
    ("Ландау Л. Д., Лифшиц Е. М. Механика. Том первый. М.: Наука, 1965.", {"author": ["Ландау", "Лифшиц"], "title": "Механика. Том первый", "publisher": "Наука"}),
    ("Ada Rossi. Biblioteche a Lucca tra XIX e XX secolo. Lucca: Verdi, 2012. 175 p.: ill.", {"author": ["Rossi"], "publisher": "Verdi", "year": 2012, "page": None, "locator": None}),
    ("„Kronstadt“, in: Vorwärts, 12. März 1921, S. 3.", {"author": None, "title": "Kronstadt", "container": "Vorwärts", "year": 1921, "locator": "3"}),
    ("« Cronstadt », L’Humanité, 18 mars 1921.", {"author": None, "title": "Cronstadt", "container": "L’Humanité", "year": 1921}),
    ("Ute Martin, „Die ‚neue‘ Frau“, in: Merkur 12 (1958), S. 3.", {"author": ["Martin"], "title": "Die ‚neue‘ Frau", "container": "Merkur"}),
    ("Isaac Martin, The Prophet Alone (1959; repr., London: Verso, 2003), 102.", {"author": ["Martin"], "place": "London", "publisher": "Verso", "year": 2003}),
    ("R. Martin, The Debt of the Prophet, Princeton 1935 (rist. New York 1965).", {"author": ["Martin"], "place": "Princeton", "year": 1935}),
    ("E. H. Martin, Socialism in One Country, 3 vols. (London: Macmillan, 1958), 45.", {"title": "Socialism in One Country", "volume": None, "publisher": "Macmillan"}),
    ("J. Martin, “‘Information Is All’: A Study in Method,” Past and Present 12 (1990), 3.", {"title": "‘Information Is All’: A Study in Method", "container": "Past and Present"}),
    ("J. Martin, ‘The Workers’ Paper’, Past and Present 12 (1990), 3.", {"title": "The Workers’ Paper", "container": "Past and Present"}),
    ("Paolo Bianchi. Storia delle biblioteche lucchesi, a cura di Luigi Verdi. [Lucca]: Accademia lucchese, 2009, p. 34.", {"author": ["Bianchi"], "editor": ["Verdi"], "place": "Lucca", "publisher": "Accademia lucchese", "year": 2009}),
    ("See E. H. Carr, The Bolshevik Revolution, 1917–1923, vol. 2 (London: Macmillan, 1952), p. 151.", {"author": ["Carr"], "publisher": "Macmillan", "year": 1952, "locator": "151"}),
    ("Serge, Victor. Conquered City. Translated by Richard Greeman. New York: New York Review Books, 2011.", {"author": ["Serge"], "title": "Conquered City", "translator": ["Greeman"], "place": "New York", "publisher": "New York Review Books", "year": 2011}),
    ("Marshall, Bill. 1992. Victor Serge: The Uses of Dissent. Oxford: Berg.", {"author": ["Marshall"], "title": "Victor Serge: The Uses of Dissent", "place": "Oxford", "publisher": "Berg", "year": 1992}),
    ("THOMPSON, E.P., The Making of the English Working Class, Harmondsworth, Penguin, 1968, p. 9 ff.", {"author": ["THOMPSON"], "title": "The Making of the English Working Class", "publisher": "Penguin", "year": 1968}),
    ("G. Lukács, History and Class Consciousness, trans. R. Livingstone (London, 1971), p. 83 n. 2.", {"author": ["Lukács"], "translator": ["Livingstone"], "place": "London", "year": 1971}),
    ("Quentin Skinner, The Foundations of Modern Political Thought, 2 vols (Cambridge: Cambridge University Press, 1978), II, 113.", {"author": ["Skinner"], "publisher": "Cambridge University Press", "year": 1978}),
    ("Niklas Luhmann: Das Recht der Gesellschaft. Frankfurt am Main: Suhrkamp, 1993, S. 40 f.", {"author": ["Luhmann"], "title": "Das Recht der Gesellschaft", "place": "Frankfurt am Main", "publisher": "Suhrkamp", "year": 1993}),
    ("Vgl. Max Weber, Wirtschaft und Gesellschaft, 5. Aufl., Tübingen 1972, S. 28.", {"author": ["Weber"], "title": "Wirtschaft und Gesellschaft", "place": "Tübingen", "year": 1972, "locator": "28"}),
    ("Koselleck, Reinhart: Kritik und Krise. Eine Studie zur Pathogenese der bürgerlichen Welt, Freiburg/München 1959, Kap. 2.", {"author": ["Koselleck"], "year": 1959, "locator": "2", "label": "chapter"}),
    ("Hans-Ulrich Wehler, Deutsche Gesellschaftsgeschichte, Bd. 3, München 1995, S. 1250 ff.", {"author": ["Wehler"], "title": "Deutsche Gesellschaftsgeschichte", "place": "München", "year": 1995}),
    ("Reinhard Müller: Menschenfalle Moskau. Exil und stalinistische Verfolgung. Hamburg: Hamburger Edition 2001.", {"author": ["Müller"], "place": "Hamburg", "publisher": "Hamburger Edition", "year": 2001}),
    ("C. Ginzburg, Il formaggio e i vermi. Il cosmo di un mugnaio del ’500, Torino, Einaudi, 1976, pp. 12-15.", {"author": ["Ginzburg"], "place": "Torino", "publisher": "Einaudi", "year": 1976, "locator": "12-15"}),
    ("P. Spriano, Storia del Partito comunista italiano, I, Torino 1967, p. 89.", {"author": ["Spriano"], "place": "Torino", "year": 1967, "locator": "89"}),
    ("Antonio Gramsci, Quaderni del carcere, a cura di Valentino Gerratana, Torino, Einaudi, 1975, vol. II, p. 1254.", {"author": ["Gramsci"], "title": "Quaderni del carcere", "editor": ["Gerratana"], "publisher": "Einaudi", "year": 1975, "locator": "1254"}),
    ("F. BRAUDEL, Civiltà e imperi del Mediterraneo nell’età di Filippo II, trad. it., Torino, Einaudi, 1986.", {"author": ["BRAUDEL"], "publisher": "Einaudi", "year": 1986}),
    ("Andreu Nin, Los problemas de la revolución española, París, Ruedo Ibérico, 1971, p. 34.", {"author": ["Nin"], "title": "Los problemas de la revolución española", "place": "París", "publisher": "Ruedo Ibérico", "year": 1971, "locator": "34"}),
    ("JACKSON, Gabriel: La República española y la guerra civil, Barcelona: Crítica, 1976, págs. 45-50.", {"author": ["JACKSON"], "place": "Barcelona", "publisher": "Crítica", "year": 1976, "locator": "45-50"}),
    ("FREYRE, Gilberto. Casa-grande & senzala. Rio de Janeiro: José Olympio, 1933.", {"author": ["FREYRE"], "title": "Casa-grande & senzala", "place": "Rio de Janeiro", "publisher": "José Olympio", "year": 1933}),
    ("Vitorino Magalhães Godinho, Os Descobrimentos e a economia mundial, Lisboa, Presença, 1981, vol. I, p. 23.", {"place": "Lisboa", "publisher": "Presença", "year": 1981}),
    ("Karl Korsch, Marxismus und Philosophie, hrsg. und eingel. von Erich Gerlach, Frankfurt a. M. 1966.", {"author": ["Korsch"], "editor": ["Gerlach"], "title": "Marxismus und Philosophie", "year": 1966}),
    ("DE VRIES, Jan; VAN DER WOUDE, Ad. Nederland 1500-1815. Amsterdam: Balans, 1995.", {"author": ["DE VRIES", "VAN DER WOUDE"], "title": "Nederland 1500-1815", "publisher": "Balans"}),
    ("СЕРЖ В. От революции к тоталитаризму: воспоминания революционера / пер. с фр. Ю. В. Гусевой, В. А. Бабинцева. М.: Праксис, 2001. 696 с.", {"author": ["СЕРЖ"], "translator": ["Гусевой", "Бабинцева"], "title": "От революции к тоталитаризму: воспоминания революционера", "publisher": "Праксис"}),
    ("J. Huizinga, Herfsttij der Middeleeuwen (Haarlem 1919) 45.", {"author": ["Huizinga"], "title": "Herfsttij der Middeleeuwen", "place": "Haarlem", "year": 1919, "locator": "45"}),
    ("J. Romein en A. Romein-Verschoor, De lage landen bij de zee, Utrecht, De Haan, 1934, p. 12.", {"author": ["Romein", "Romein-Verschoor"], "title": "De lage landen bij de zee", "place": "Utrecht", "year": 1934, "locator": "12"}),
    ("Hobsbawm, E. J. (1962). The Age of Revolution. Repr. London: Abacus, 1977.", {"author": ["Hobsbawm"], "title": "The Age of Revolution", "publisher": "Abacus"}),
    ("Hannah Arendt, Elemente und Ursprünge totaler Herrschaft, München: Piper, 1986 [1955], S. 703.", {"author": ["Arendt"], "place": "München", "publisher": "Piper", "year": 1986, "locator": "703"}),
    ("L. Wittgenstein, Philosophical Investigations, § 243.", {"author": ["Wittgenstein"], "title": "Philosophical Investigations", "locator": "243", "label": "section"}),
]  # fmt: skip
PARTS: list[tuple[str, dict[str, Any]]] = [
    ("Quentin Skinner, ‘Meaning and Understanding in the History of Ideas’, History and Theory 8 (1969), 3–53, at 12.", {"author": ["Skinner"], "container": "History and Theory", "volume": "8", "year": 1969}),
    ("Natalie Zemon Davis, “The Reasons of Misrule,” Past & Present 50 (1971): 41–75.", {"container": "Past & Present", "volume": "50", "year": 1971, "page": "41–75"}),
    ("Marc Bloch, « Pour une histoire comparée des sociétés européennes », Revue de synthèse historique, t. 46, 1928, p. 15-50.", {"author": ["Bloch"], "container": "Revue de synthèse historique", "volume": "46", "year": 1928, "page": "15-50"}),
    ("Ginzburg (C.), « Signes, traces, pistes », Le Débat, n° 6, 1980, p. 3-44.", {"author": ["Ginzburg"], "title": "Signes, traces, pistes", "container": "Le Débat", "issue": "6", "year": 1980, "page": "3-44"}),
    ("Jürgen Kocka, Sozialgeschichte zwischen Strukturgeschichte und Erfahrungsgeschichte, in: Wolfgang Schieder u. Volker Sellin (Hg.), Sozialgeschichte in Deutschland, Bd. 1, Göttingen 1986, S. 67–88.", {"author": ["Kocka"], "editor": ["Schieder", "Sellin"], "container": "Sozialgeschichte in Deutschland", "place": "Göttingen", "year": 1986, "page": "67–88"}),
    ("Hans Mommsen: Die Stellung der Beamtenschaft, in: Vierteljahrshefte für Zeitgeschichte 21 (1973), H. 2, S. 151–165.", {"author": ["Mommsen"], "container": "Vierteljahrshefte für Zeitgeschichte", "volume": "21", "issue": "2", "year": 1973, "page": "151–165"}),
    ("E. Grendi, Micro-analisi e storia sociale, in «Quaderni storici», XII (1977), n. 35, pp. 506-520.", {"author": ["Grendi"], "title": "Micro-analisi e storia sociale", "container": "Quaderni storici", "volume": "XII", "issue": "35", "year": 1977, "page": "506-520"}),
    ("Josep Fontana, «La historia después del fin de la historia», en Historia Social, núm. 12 (1992), pp. 3-20.", {"author": ["Fontana"], "container": "Historia Social", "issue": "12", "year": 1992, "page": "3-20"}),
    ("Пирани С. Рабочие против партии // Вопросы истории. 2008. № 3. С. 45–60.", {"author": ["Пирани"], "title": "Рабочие против партии", "container": "Вопросы истории", "issue": "3", "year": 2008, "page": "45–60"}),
    ("Лотман Ю. М. Декабрист в повседневной жизни // Литературное наследие декабристов / под ред. В. Г. Базанова. Л.: Наука, 1975. С. 25–74.", {"author": ["Лотман"], "container": "Литературное наследие декабристов", "editor": ["Базанова"], "year": 1975, "page": "25–74"}),
    ("Rosa Luxemburg, Zur russischen Revolution, in: dies., Gesammelte Werke, Bd. 4, Berlin 1974, S. 332–365, hier S. 359.", {"author": ["Luxemburg"], "editor": None, "type": "chapter", "container": "Gesammelte Werke", "volume": "4", "page": "332–365", "locator": "359"}),
    ("Teubner, Gunther (1987), “Juridification”, in Gunther Teubner (ed.), Juridification of Social Spheres (Berlin: de Gruyter), pp. 3–48.", {"author": ["Teubner"], "editor": ["Teubner"], "container": "Juridification of Social Spheres", "year": 1987, "page": "3–48"}),
    ("R. Gombin, “Communisme de parti et communisme de conseil”, Revue d’histoire moderne et contemporaine, XXIII (Jan.–March 1976), pp. 32–43.", {"author": ["Gombin"], "volume": "XXIII", "year": 1976, "page": "32–43"}),
    ("Scott JW. Gender: a useful category of historical analysis. Am Hist Rev. 1986;91(5):1053–75.", {"author": ["Scott"], "container": "Am Hist Rev", "volume": "91", "issue": "5", "year": 1986, "page": "1053–75"}),
    ("B. W. Ife, ‘The literary impact of the New World’, Journal of the Institute of Romance Studies, 3 (1994–95), 65–85 (p. 70).", {"author": ["Ife"], "container": "Journal of the Institute of Romance Studies", "volume": "3", "year": 1994}),
    ("P. Broué, “Victor Serge et les Carnets”, Cahiers Léon Trotsky 37 (March 1989): 5–12.", {"author": ["Broué"], "container": "Cahiers Léon Trotsky", "volume": "37", "year": 1989, "page": "5–12"}),
    ("J. M. Roberts, ‘The Paris Commune from the Right’, English Historical Review, suppl. 6 (1973), p. 12.", {"author": ["Roberts"], "year": 1973, "locator": "12"}),
    ("Richard Greeman, Foreword to Victor Serge, Memoirs of a Revolutionary (New York: NYRB, 2012), ix–xxiv.", {"author": ["Greeman"], "year": 2012}),
]  # fmt: skip
OTHERS: list[tuple[str, dict[str, Any]]] = [
    ("Le Monde, 12 mai 1936, p. 3.", {"container": "Le Monde", "year": 1936, "locator": "3"}),
    ("The Times, 4 July 1919.", {"container": "The Times", "year": 1919}),
    ("Neal Ascherson, “The Tall Ship,” London Review of Books, 4 August 1988.", {"author": ["Ascherson"], "title": "The Tall Ship", "container": "London Review of Books", "year": 1988}),
    ("Ph. Bourrinet, La Gauche communiste germano-hollandaise, thèse de doctorat, Université de Paris I, 1988.", {"author": ["Bourrinet"], "year": 1988, "type": "thesis"}),
    ("Susan Weissman, “Victor Serge: Political, Social and Literary Critic”, unpublished PhD thesis, University of Glasgow, 1991.", {"author": ["Weissman"], "year": 1991, "type": "thesis"}),
    ("Anton Schmidt, Die Rätebewegung in Bremen, Diss. Universität Bremen 1979, S. 44.", {"author": ["Schmidt"], "year": 1979, "type": "thesis", "locator": "44"}),
    ("RGASPI, f. 495, op. 18, d. 12, l. 4.", {"archive": "RGASPI"}),
    ("РГАСПИ. Ф. 17. Оп. 2. Д. 33. Л. 4.", {"archive": "РГАСПИ"}),
    ("Bundesarchiv Berlin, R 43/II, 1234, Bl. 12.", {"archive": "Bundesarchiv Berlin"}),
    ("AN, F7 13506, dossier Serge.", {"archive": "AN"}),
    ("Archivio di Stato di Venezia, Consiglio dei Dieci, reg. 12, c. 34r.", {"archive": "Archivio di Stato di Venezia"}),
    ("Victor Serge Papers, Beinecke Library, Yale University, box 5, folder 12.", {"archive": "Victor Serge Papers"}),
    ("Leon Trotsky, “Hue and Cry over Kronstadt,” Marxists Internet Archive, https://www.marxists.org/archive/trotsky/1938/01/kronstadt.htm (accessed 3 May 2020).", {"author": ["Trotsky"], "URL": "https://www.marxists.org/archive/trotsky/1938/01/kronstadt.htm"}),
    ("Darnton R., « What is the history of books? », doi:10.2307/20024803, 1982.", {"author": ["Darnton"], "DOI": "10.2307/20024803"}),
    ("Lettre de Victor Serge à Marcel Martinet, 24 novembre 1936, BnF, NAF 28352, f. 12.", {"author": None, "title": "Lettre de Victor Serge à Marcel Martinet", "archive": "BnF", "year": 1936}),
    ("Human Rights Act 1998, s. 3.", {"title": "Human Rights Act", "year": 1998, "locator": "3", "label": "section"}),
    ("Strong, Soviets Expected It.", {"author": ["Strong"], "title": "Soviets Expected It"}),
    ("BVerfGE 7, 198 (208).", {"container": "BVerfGE", "volume": "7"}),
    ("R. v. Dudley and Stephens (1884) 14 Q.B.D. 273.", {"title": "R. v. Dudley and Stephens", "year": 1884}),
]  # fmt: skip


def _families(names: list[dict[str, str]]) -> list[str]:
    return [name.get("family") or name["literal"] for name in names]


def read(text: str) -> dict[str, Any]:
    """Return the one cite of a text in the short words of the tables."""
    (cite,) = parse_note(text)
    item = dict(cite.item or {})
    found = {
        name: item[name]
        for name in ("title", "publisher", "volume", "issue", "page", "archive", "type", "URL", "DOI")
        if name in item
    }
    found |= {role: _families(item[role]) for role in ("author", "editor", "translator") if role in item}
    found |= {"container": item["container-title"]} if "container-title" in item else {}
    found |= {"place": item["publisher-place"]} if "publisher-place" in item else {}
    found |= {"year": item["issued"]["date-parts"][0][0]} if "date-parts" in item.get("issued", {}) else {}
    return found | {name: value for name, value in (("locator", cite.locator), ("label", cite.label)) if value}


@pytest.mark.parametrize(
    ("text", "wanted"), [*BOOKS, *PARTS, *OTHERS], ids=lambda value: value[:40] if isinstance(value, str) else ""
)
def test_a_reference_is_read_whole(text: str, wanted: dict[str, Any]) -> None:
    """Every field the row names is read as it stands there, and nothing of it into another field."""
    found = read(text)
    assert {name: found.get(name) for name in wanted} == wanted


SEVERAL: list[tuple[str, list[str | None]]] = [
    ("See Carr, Works, 34; Serge, Memoirs, 12.", ["Carr", "Serge"]),
    ("See Carr, Bolshevik Revolution, 34; and Serge, Memoirs, 12.", ["Carr", "Serge"]),
    ("Vgl. Weber 1972, S. 28; Luhmann 1993, S. 40; Teubner 1989, S. 5.", ["Weber", "Luhmann", "Teubner"]),
    ("Cfr. C. Ginzburg, I benandanti, Torino, Einaudi, 1966; G. Levi, L’eredità immateriale, Torino, Einaudi, 1985, p. 12.", ["Ginzburg", "Levi"]),
    ("Voir Marc Bloch, Apologie pour l’histoire, Paris, Armand Colin, 1949, p. 3 ; Lucien Febvre, Combats pour l’histoire, Paris, Armand Colin, 1953.", ["Bloch", "Febvre"]),
    ("Ключевский В. О. Курс русской истории. М., 1987; Соловьёв С. М. История России. М., 1960.", ["Ключевский", "Соловьёв"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "families"), SEVERAL)
def test_several_works_in_a_note(text: str, families: list[str | None]) -> None:
    """Each work of a note is a cite of its own, under its own author."""
    assert [
        _families(cite.item["author"])[0] if cite.item and "author" in cite.item else None for cite in parse_note(text)
    ] == families


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("John Smith, “The Origins of the Party,” PhD diss., University of Leeds, 1998, 34.", {"genre": "PhD diss."}),
        ("J. Smith, L’origine du parti, thèse de doctorat, Université de Paris, 1998.", {"genre": "thèse de doctorat"}),
        ("H. Schmidt, Der Ursprung der Partei, Diss. phil., Bonn 1998, S. 3.", {"genre": "Diss. phil."}),
        ("M. Rossi, L’origine del partito, tesi di dottorato, Università di Bologna, 1998.", {"genre": "tesi di dottorato"}),
        ("John Smith, “The Origins of the Party,” Journal of History (in press).", {"status": "in press"}),
        ("John Smith, The Origins of the Party (London: Verso, 1998), 34.", {}),
        ("John Smith, The Doctoral Thesis as a Form (London: Verso, 1998), 34.", {}),
    ],
)  # fmt: skip
def test_what_kind_of_thesis_and_whether_to_come(text: str, said: dict[str, str]) -> None:
    """In the note's own words, and only where they are no title's."""
    (cite,) = parse_note(text)
    assert {name: value for name, value in (cite.item or {}).items() if name in ("genre", "status")} == said
