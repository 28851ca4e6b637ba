"""Words of titles made comparable: across inflection, across languages by their common root, across a small lexicon.

"Psychology" and "Psychologie", "Faschismus" and "fascism" share a root that spelling hides; "rot" and "red" do not, so
the words historians' titles are made of are also listed by meaning, in the languages most of their titles are in.
"""

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")

_SMALL_WORDS = """
a an the of and or in on at to for from by with as is was were be its his her their our my your into upon after before
between against about what who how why not no it this that which under over
le la les l un une des du de d et ou en dans sur au aux par pour avec est que qui ce cette ces son sa ses leur
der die das den dem des ein eine einer eines einem und oder im in am an auf aus bei bis durch fur gegen mit nach uber um
unter von vom vor zu zum zur ist wie was wer sein ihr
il lo gli i del della dei delle dello nel nella e ed al alla con per da dal dalla su sul
el los las y o en por para una unos sobre entre os as do dos das em na nos nas uma
iz na po ob ot za ko so pod nad pri dlya ili v k s u
"""
STOPWORDS = frozenset(_SMALL_WORDS.split())
"""Words of no weight in titles: English, French, German, Italian, Spanish, Portuguese, transliterated Russian."""

_MEANINGS = """
red rouge rot rosso rojo krasnyi|black noir schwarz nero negro chernyi|white blanc weiss bianco blanco belyi
brown brun braun bruno marron|green vert grun verde|blue bleu blau blu azul|grey gray gris grau grigio
war guerre krieg guerra voina|peace paix frieden pace paz mir|state etat staat stato estado gosudarstvo
history histoire geschichte storia historia istoriia|people peuple volk popolo pueblo narod
life vie leben vita vida zhizn|death mort tod morte muerte smert|man homme mensch uomo hombre chelovek
men hommes menschen uomini hombres|woman women femme femmes frau frauen donna donne mujer mujeres
year annee an jahr anno ano god|years annees ans jahre anni anos|century siecle jahrhundert secolo siglo vek
world monde welt mondo mundo|work travail arbeit lavoro trabajo trud|worker workers ouvrier ouvriers arbeiter operai
power pouvoir macht potere poder vlast|freedom liberty liberte freiheit liberta libertad svoboda|law droit recht diritto derecho
land country pays paese pais strana|city town ville stadt citta ciudad gorod|day jour tag giorno dia den
night nuit nacht notte noche|new nouveau nouvelle neu neue neuer nuovo nuova nuevo nueva novaia novyi
old vieux ancien alt alte alter vecchio antico viejo|great grand grande gross grosse grosser|small petit klein piccolo pequeno
letter letters lettre lettres brief briefe lettera lettere carta cartas pismo pisma|book livre buch libro kniga
art arts kunst arte iskusstvo|church eglise kirche chiesa iglesia tserkov|god dieu gott dio dios bog|faith foi glaube fede fe vera
king roi konig re rey|queen reine konigin regina reina|empire reich impero imperio|house maison haus casa dom
child children enfant enfants kind kinder bambino nino|mother mere mutter madre|father pere vater padre|brother frere bruder fratello hermano
love amour liebe amore amor|truth verite wahrheit verita verdad pravda|lie mensonge luge menzogna mentira|time temps zeit tempo tiempo vremia
thought pensee denken gedanke pensiero pensamiento|knowledge savoir wissen sapere saber|science wissenschaft scienza ciencia
society gesellschaft societa sociedad obshchestvo|community communaute gemeinschaft comunita comunidad
right rights droits rechte diritti derechos|duty devoir pflicht dovere deber|justice gerechtigkeit giustizia justicia
struggle fight lutte kampf lotta lucha borba|victory victoire sieg vittoria victoria|defeat defaite niederlage sconfitta derrota
beginning debut anfang inizio principio|end fin ende fine konets|origin origins origine origines ursprung origini origenes
birth naissance geburt nascita nacimiento|rise montee aufstieg ascesa|fall chute fall caduta caida|decline declin untergang declino
rebellion uprising revolt revolte aufstand rivolta rebelion|tale tales conte contes marchen racconto cuento
journey voyage reise viaggio viaje|prison prisons gefangnis prigione carcel|poem poems poeme gedicht gedichte poesia
building construction aufbau costruzione construccion stroitelstvo|economy wirtschaft|working arbeitende|betrayed trahie verratene tradita traicionada
memory memoire gedachtnis erinnerung memoria pamiat|money argent geld denaro dinero|earth terre erde terra tierra|sea mer meer mare mar
"""
_GROUPS = {
    word: f"={number}"
    for number, row in enumerate(row for line in _MEANINGS.strip().splitlines() for row in line.split("|"))
    for word in row.split()
}

_SPELLINGS = (
    (r"(?<=[aeiou])th|th", "t"), ("ph", "f"), ("rh", "r"), (r"t?sch|sc(?=[ei])", "s"), (r"ch|ck|qu|kh", "k"),
    (r"c(?=[eiy])|ts(?=ii)|t(?=i[aoeu])|z", "s"), ("c", "k"), ("x", "ks"), ("y|j", "i"), ("w", "v"), (r"(.)\1", r"\1"),
)  # fmt: skip
_SPELLING = tuple((re.compile(old), new) for old, new in _SPELLINGS)

SHORTEST_COMPOUND = 6
"""Letters a word must have to be looked for inside a longer one ("Staatskommunismus")."""

COGNATE_PREFIX = 4
COGNATE_SHARE = 0.6
"""Two words of other languages are kin when they begin alike for this many letters and this share of the shorter."""

COGNATE_RATIO = 0.85
"""... or are this similar as wholes ("revolution", "rivoluzione")."""


class Word(NamedTuple):
    """A word of a text with its offsets; `plain` is folded, `root` is what is compared."""

    start: int
    end: int
    text: str
    plain: str
    root: str

    @property
    def is_content(self) -> bool:
        """Whether a title would be known by it."""
        return bool(self.root)


def words_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Yield the words of a stretch of text."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        plain = fold(match.group())
        yield Word(match.start(), match.end(), match.group(), plain, root(plain))


def folded_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded."""
    return tuple(map(fold, _WORD.findall(text)))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return the word in small letters without accents, elided articles and possessive endings."""
    if word.isascii() and "'" not in word:
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.replace("ß", "ss").replace("’", "'").replace("ʼ", "'").casefold())
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    plain = re.sub(r"^(?:[ldcjmnst]|qu|dell|nell|all|sull|un)'(?=\w{2})", "", plain)
    plain = re.sub(r"'s?$", "", plain)
    return plain.replace("'", "")


@lru_cache(maxsize=65536)
def root(plain: str) -> str:
    """Return what a folded word is compared by within one language: without its plural; "" for words of no weight."""
    if plain in STOPWORDS or not plain:
        return ""
    if len(plain) > 4 and plain.endswith("ies"):
        return plain[:-3] + "y"
    if len(plain) > 3 and plain.endswith("s") and not plain.endswith(("ss", "us", "is")):
        return plain[:-1]
    return plain


@lru_cache(maxsize=65536)
def alike(one: str, two: str) -> float:
    """Return how far two folded words mean the same, also across languages.

    1 for the same word, .9 for words listed together or of one root, .7 where one is a part of the other's compound.
    """
    if root(one) == root(two):
        return 1.0
    if one.isdigit() or two.isdigit():
        return 0.0
    meaning = _meaning(one)
    if meaning and meaning == _meaning(two):
        return 0.9
    first, second = sorted((spelled(one), spelled(two)), key=len)
    common = next((at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), len(first))
    if common >= max(COGNATE_PREFIX, COGNATE_SHARE * len(first)):
        return 0.9
    if len(first) >= SHORTEST_COMPOUND and first in second:
        return 0.7
    if (
        first[0] == second[0]
        and len(first) > SHORTEST_COMPOUND
        and SequenceMatcher(None, first, second, autojunk=False).ratio() >= COGNATE_RATIO
    ):
        return 0.9
    return 0.0


@lru_cache(maxsize=65536)
def _meaning(plain: str) -> str:
    """Return the meaning of a listed word, also where a German or Romance ending was added."""
    return _GROUPS.get(plain) or _GROUPS.get(re.sub(r"(?:e[nrms]?|s)$", "", plain), "")


@lru_cache(maxsize=65536)
def spelled(plain: str) -> str:
    """Return the word as a speller of no particular language would write it."""
    for pattern, new in _SPELLING:
        plain = pattern.sub(new, plain)
    return plain
