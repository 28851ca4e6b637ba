"""Splitting the names of a reference into people and bodies."""

import pytest

from sergecite.resolve.names import split_names


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("", []),
        ("———.", []),
        ("V. Serge", ["Serge"]),
        ("Serge, Victor", ["Serge"]),
        ("Serge, V., and L. Trotsky,", ["Serge", "Trotsky"]),
        ("Serge, V., Trotsky, L. & Nin, A.", ["Serge", "Trotsky", "Nin"]),
        ("Niklas Luhmann/Jürgen Habermas", ["Luhmann", "Habermas"]),
        ("M. Carlisle-O. Levaniouk (edd.)", ["Carlisle", "Levaniouk"]),
        ("BLONDIAUX (L.)", ["BLONDIAUX"]),
        ("Hardin G.", ["Hardin"]),
        ("Xu LK, Hsiao TC", ["Xu", "Hsiao"]),
        ("Deschamps, J. -C., & Devos, T.", ["Deschamps", "Devos"]),
        ("H. Shin, C.-C. King and C. Hu", ["Shin", "King", "Hu"]),
        ("Anoop Gupta, Andrew Tucker, and Shigeru Urushibara", ["Gupta", "Tucker", "Urushibara"]),
        ("edited by Ludwig van der Berg", ["van der Berg"]),
        ("Bellamy, Grossman and Hay", ["Bellamy", "Grossman", "Hay"]),
        ("Smith et al.", ["Smith"]),
        ("Martin, Etienne, Perrault, Helene", ["Martin", "Perrault"]),
        ("Perrault Michèle", ["Perrault"]),
        ("Bayart Jean-François, Comi Toulabor, Prost Antoine", ["Bayart", "Toulabor", "Prost"]),
        ("Christiaan Jörg", ["Jörg"]),
        ("Detlev Herbert, Eelco Franz", ["Herbert", "Franz"]),
        ("Cedric de Leon", ["de Leon"]),
        ("Pamela Thomas, Robert Perrault", ["Thomas", "Perrault"]),
        ("Isaac Martin", ["Martin"]),
        ("Risse Thomas, Panke Diana", ["Risse", "Panke"]),
        ("du même auteur", []),
        ("Lee et al. (eds.)", ["Lee"]),
        ("Edited by. Martin, N.", ["Martin"]),
        ("Boyle et autres", ["Boyle"]),
        ("Attrep, Jr, M., Quintana, L.", ["Attrep", "Quintana"]),
        ("[ABC12] L Martin, M Rouis", ["Martin", "Rouis"]),
        ("Smith JA 3rd, Jones B", ["Smith", "Jones"]),
        ("J. F. Martin‚ T. C. Bond‚ V. Eyring", ["Martin", "Bond", "Eyring"]),
        ("hrsg. von Ute Frevert und Heinz-Gerhard Haupt", ["Frevert", "Haupt"]),
        ("a cura di C. Ginzburg e A. Prosperi", ["Ginzburg", "Prosperi"]),
        ("Stewart III, Charles", ["Stewart III"]),
        ("Haidt, Jonathan and Graham, Jesse", ["Haidt", "Graham"]),
    ],
)
def test_families(text: str, families: list[str]) -> None:
    """Each person's family name, particles kept, roles and others dropped."""
    assert [name.get("family") for name in split_names(text)] == families


@pytest.mark.parametrize(
    "text",
    [
        "edited by Jean Martin",
        "ed. and trans. Jean Martin",
        "translated from the Russian by Jean Martin",
        "hrsg. von Jean Martin",
        "aus dem Englischen von Jean Martin",
        "sous la dir. de Jean Martin",
        "sous la direction de Jean Martin",
        "textes réunis et présentés par Jean Martin",
        "Trad. par Jean Martin",
        "traduction de Jean Martin",
        "trad. it. di Jean Martin",
        "a cura di Jean Martin",
        "edición de Jean Martin",
        "coord. por Jean Martin",
        "organização de Jean Martin",
        "Jean Martin (orgs.)",
        "onder redactie van Jean Martin",
        "Jean Martin (red.)",
        "пер. с англ. Jean Martin",
        "под редакцией Jean Martin",
        "Martin, Jean –",
    ],
)
def test_what_a_person_did_is_no_name(text: str) -> None:
    """The words of a role, in the languages historians write, are neither given name nor family."""
    assert split_names(text) == [{"family": "Martin", "given": "Jean"}]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("N. L. [Nino Lamboglia]", {"family": "Lamboglia", "given": "Nino"}),
        ("Martin, Jean.", {"family": "Martin", "given": "Jean"}),
        ("Martin, Jean P.", {"family": "Martin", "given": "Jean P."}),
        ("Ellis, Wm.", {"family": "Ellis", "given": "Wm."}),
        ("Ellis, Thos.", {"family": "Ellis", "given": "Thos."}),
        ("Martin, Y-P.", {"family": "Martin", "given": "Y-P."}),
        ("Martin, J.-P.", {"family": "Martin", "given": "J.-P."}),
        ("E. [Ermindo] Campana", {"family": "Campana", "given": "E. Ermindo"}),
        ("sous la direction d’Albert Martin", {"family": "Martin", "given": "Albert"}),
        ("ed. D’Amico", {"family": "D’Amico"}),
        ("éd. de Beauvoir", {"family": "de Beauvoir"}),
        ("Wilhelm von Humboldt", {"family": "von Humboldt", "given": "Wilhelm"}),
    ],
)
def test_brackets_and_particles(text: str, name: dict[str, str]) -> None:
    """What brackets add to initials is the name; a particle is no preposition."""
    assert split_names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Ministry of Health",
        "Institut für Marxismus-Leninismus",
        "Conseil de l’Europe",
        "U.S. Department of Energy",
        "National Research Council (NRC)",
        "Department of Health, Education and Welfare",
        "Deutsche UNESCO-Kommission e.V.",
        "Zentralkomitee der KPD",
        "Gouvernement du Québec",
        "Meridian Technical Services, Inc. (MTS)",
        "Environmental Protection Agency, United States (EPA)",
    ],
)
def test_bodies_stay_whole(text: str) -> None:
    """A ministry has no given name."""
    assert split_names(text) == [{"literal": text}]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ministry of Health; Bank of England", ["Ministry of Health", "Bank of England"]),
        ("Verein Deutsches Museum e. V., Institut für Zeitgeschichte", ["Verein Deutsches Museum e.V.", "Institut für Zeitgeschichte"]),
        ("Expert Group, Paul Berkman, Jan Brase, Richard Martin", ["Expert Group", "Berkman", "Brase", "Martin"]),
        ("Peter House, Jane Church", ["House", "Church"]),
        ("House, Peter", ["House"]),
        ("Sarah Martin, Prof. Dr. h. c. Jan Brase", ["Martin", "Brase"]),
    ],
)  # fmt: skip
def test_bodies_beside_each_other_and_people(text: str, names: list[str]) -> None:
    """A semicolon divides two ministries; people who are called as institutions are, or stand beside one, are people."""
    assert [name.get("family") or name["literal"] for name in split_names(text)] == names


def test_given_names_are_kept_as_written() -> None:
    """The given name is the text's own."""
    assert split_names("Mary Ann Evans, T. S. Eliot") == [
        {"family": "Evans", "given": "Mary Ann"},
        {"family": "Eliot", "given": "T. S."},
    ]
