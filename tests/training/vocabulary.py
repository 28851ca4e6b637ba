"""Words for the synthetic notes: titles, journals, publishers and places in eight languages, written for this project.

Titles are built from heads, complements and subtitles, so that the model sees the shapes and function words of each
language and not particular works. Journals, houses and cities are those historians and sociologists cite.
"""

import other_languages as other
from words import Language
from words import listed as _list

ENGLISH = Language(
    heads=_list("""The Making | The Politics | A History | The Origins | The Rise and Fall | The Crisis | The Limits | Theories | The Idea | The End | Rethinking the History
        The Sociology | Essays on the History | The Anatomy | The Age | The Transformation | The Invention | Studies in the History | The Foundations | Towards a Theory
        The Cultural History | An Introduction to the Study | The Gender | The Language | The Myth | The Cambridge History | A Social History | The Concept | Critique"""),
    of=_list("""of the Working Class | of Citizenship | of Modern Law | of Sovereignty | of the Public Sphere | of Empire | of the Welfare State | of Nationalism | of Human Rights
        of Revolution | of the Soviet State | of Property | of Feminist Jurisprudence | of the Family | of Slavery | of Medieval Towns | of Greek Tragedy | of Roman Law
        of the Reformation | of Labour | of Memory | of European Integration | of the Novel | of Crime and Punishment | of Legal Pluralism | of Imperial Russia | of Homeric Epic
        of the French Revolution | of Liberalism | of Contract | of the Common Law | of Exile | of the Comintern | of Everyday Life"""),
    pairs=_list("""Law and Society | Public and Private | Gender and Justice | State and Revolution | Race, Class and Empire | Myth and History | Power/Knowledge | Reason and Freedom
        Women, Law and the State | Citizens and Strangers | War and Peace | The Body Politic | Between Past and Future | Homer and the Oral Tradition | Equality and Difference
        Memoirs of a Revolutionary | Women’s Rights and the Law | Art and Power | Bodies of Law | The Sexual Contract | Feminism Unmodified | Birth of the Prison"""),
    times=_list(
        "in the Nineteenth Century | 1917–1921 | since 1945 | in Early Modern Europe | in Weimar Germany | in the Archaic Age | c. 1350–1600 | in Postwar Britain | in Victorian England | from Marx to Habermas | before 1914"
    ),
    subtitles=_list("""An Introduction | A Reader | Essays in Honour of a Scholar | A Comparative Study | A Reassessment | Feminist Legal Debates | Theory and Practice
        The Case of Germany | Women and the Origins of Liberalism | Selected Essays | Some Reflections | A Critical Guide | New Perspectives | A Reply to Critics"""),
    journals=_list("""Past & Present | The American Historical Review | The English Historical Review | Journal of Modern History | History Workshop Journal | The Historical Journal | Slavic Review
        Journal of Law and Society | The Modern Law Review | Modern Law Rev. | Law and Society Rev. | Oxford J. of Legal Studies | Melbourne University Law Rev. | Cambridge Law J. | Yale Law J. | Harvard Law Rev.
        Stanford Law Rev. | Feminist Legal Studies | Social and Legal Studies | International J. of the Sociology of Law | Political Studies | New Left Review | Signs | Theory and Society | Economy and Society
        Journal of the History of Ideas | Journal of Hellenic Studies | Classical Quarterly | Classical Philology | American Journal of Philology | Transactions of the American Philological Association
        Sociology | British J. of Sociology | American Sociological Review | Critical Inquiry | Representations | Speculum | Isis | Public Law | Law Quarterly Rev. | Australian Feminist Studies | The Journal of Economic History
        Journal of Roman Studies | Greece & Rome | Hispanic American Historical Review | International Review of Social History | Osgoode Hall Law J. | Sydney Law Rev. | Law and Critique | Ratio Juris"""),
    publishers=_list("""Cambridge University Press | Oxford University Press | Harvard University Press | Clarendon Press | Princeton University Press | Routledge | Verso | Penguin | Polity Press | Basil Blackwell | Macmillan
        Allen & Unwin | University of California Press | Yale University Press | University of Chicago Press | Sage | Open University Press | Martin Robertson | Stanford University Press | Merlin Press | Duckworth | Hart Publishing | Haymarket Books"""),
    places=_list(
        "London | New York | Oxford | Cambridge | Cambridge, MA | Chicago | Princeton | Ithaca, NY | London and New York | Berkeley | Boston | Harmondsworth | Edinburgh | Manchester | Sydney | New Haven | Philadelphia | Toronto | Aldershot | Milton Keynes | Baltimore | Stanford | Dublin | Leiden | St. Paul, MN | Ann Arbor, MI | Thousand Oaks, CA | Chapel Hill | Washington, DC | New York, NY | Malden, MA | Englewood Cliffs, NJ | West Lafayette, IN | Westport, Conn. | Los Angeles | The Hague | Vienna, Austria | Durham, N.C."
    ),
    given=_list(
        "John | Mary | Edward | Carole | Judith | Peter | Quentin | Natalie | Ann | Michael | Susan | David | Eric | Joan | Catharine | Nicola | Roger | Hugh | Elizabeth | Richard | Margaret | Stuart"
    ),
    topics=_list(
        "citizenship | the concept of law | the public/private distinction | Weber’s notion of domination | the reception of Roman law | the welfare state | Homeric formulae | these debates | the Kronstadt revolt | legal positivism | the history of the term | autopoiesis | this question"
    ),
)
GERMAN = Language(
    heads=_list("""Geschichte | Theorie | Soziologie | Die Entstehung | Zur Entwicklung | Kritik | Grundlagen | Die Krise | Studien zur Geschichte | Beiträge zur Theorie | Strukturwandel | Zur Kritik
        Der Begriff | Die Logik | Das Problem | Die Rolle | Zur Soziologie | Die Anfänge | Grundriß | Der Untergang | Philosophie | Funktionen | Die Ausdifferenzierung | Zur Theorie | Einführung in die Geschichte
        Probleme | Formen | Zur Genese | Die Sprache | Umrisse einer Theorie | Die Rationalität | Der Wandel | Handbuch | Die Wirklichkeit | Bemerkungen zur Funktion | Die Steuerung"""),
    of=_list("""der Gesellschaft | des Rechts | der Öffentlichkeit | der Arbeiterbewegung | des Staates | der bürgerlichen Gesellschaft | der Moderne | des Mittelalters | der Verwaltung | des Parlamentarismus
        der Rechtssoziologie | der Moral | der Demokratie | des modernen Verfassungsstaates | der politischen Ökonomie | der griechischen Tragödie | der Herrschaft | des Kapitalismus | der Weimarer Republik
        des Nationalsozialismus | der Komintern | der Justiz | der Familie | des Privatrechts | der Systemtheorie | der sozialen Ungleichheit | der Gewalt | der Stadt | der Aufklärung | von Rechtsnormen | des Eigentums"""),
    pairs=_list("""Recht und Gesellschaft | Legitimation durch Verfahren | Wirtschaft und Gesellschaft | Faktizität und Geltung | Macht und Recht | Staat und Revolution | Sprache und Herrschaft | Recht als autopoietisches System
        Soziale Systeme | Norm und Wirklichkeit | Öffentlichkeit und Erfahrung | Erinnerung und Vergessen | Kultur und Gedächtnis | Rechtssoziologie | Das Recht der Gesellschaft | Reflexives Recht | Verrechtlichung
        Politik und Justiz | Gesellschaftsstruktur und Semantik | Krieg und Frieden | Richter und Gericht | Unternehmen und Markt"""),
    times=_list(
        "im 19. Jahrhundert | in der Frühen Neuzeit | seit 1945 | 1848–1914 | im Mittelalter | im Kaiserreich | in der Bundesrepublik | im antiken Rom | in Deutschland | im Zeitalter der Industrialisierung"
    ),
    subtitles=_list("""Eine Einführung | Ein Beitrag zur Diskussion | Untersuchungen zu einer Kategorie der bürgerlichen Gesellschaft | Gesammelte Aufsätze | Festschrift zum 65. Geburtstag | Zur Kritik eines Begriffs
        Studien und Materialien | Ein Vergleich | Vorträge und Abhandlungen | Grundriß einer allgemeinen Theorie | Eine empirische Untersuchung | Theoretische und empirische Probleme | Quellen und Darstellungen"""),
    journals=_list("""Historische Zeitschrift | Zeitschrift für Rechtssoziologie | Geschichte und Gesellschaft | Kölner Zeitschrift für Soziologie und Sozialpsychologie | Archiv für Rechts- und Sozialphilosophie | Kritische Justiz | Rechtstheorie
        Der Staat | Leviathan | Soziale Welt | Zeitschrift für Soziologie | Archiv für Sozialgeschichte | Vierteljahrshefte für Zeitgeschichte | Merkur | Juristenzeitung | Archiv für Kulturgeschichte | Jahrbuch für Rechtssoziologie und Rechtstheorie
        Neue Juristische Wochenschrift | Hermes | Philologus | Rheinisches Museum für Philologie | Gnomon | Archiv des öffentlichen Rechts | Deutsche Vierteljahrsschrift | Das Argument | KritV | ARSP | JZ | NJW | KZfSS | ZfRSoz | HZ | AcP | AöR | Berliner Journal für Soziologie"""),
    publishers=_list(
        "Suhrkamp | C. H. Beck | Westdeutscher Verlag | Nomos | Duncker & Humblot | Mohr Siebeck | J. C. B. Mohr (Paul Siebeck) | Vandenhoeck & Ruprecht | Campus | Luchterhand | Klett-Cotta | Böhlau | de Gruyter | Oldenbourg | Fischer | Rowohlt | Franz Steiner | Vittorio Klostermann | Wilhelm Fink | Metzler | Reclam"
    ),
    places=_list(
        "Frankfurt am Main | Frankfurt a. M. | Frankfurt/M. | Frankfurt | Berlin | München | Stuttgart | Tübingen | Göttingen | Opladen | Neuwied | Köln | Hamburg | Leipzig | Wien | Zürich | Baden-Baden | Darmstadt | Bielefeld | Heidelberg | Köln/Weimar/Wien | Berlin/New York | Neuwied und Berlin | Freiburg i. Br. | Reinbek bei Hamburg | Wiesbaden | Bern"
    ),
    given=_list(
        "Niklas | Jürgen | Gunther | Hans-Ulrich | Ute | Reinhart | Dieter | Karl | Ernst-Wolfgang | Rüdiger | Günter | Ulrich | Dietrich | Gertrud | Barbara | Hans | Klaus | Wolfgang | Max | Theodor W. | Erhard | Volkmar"
    ),
    topics=_list(
        "Begriff der Rechtsgeltung | Steuerungsproblem | Funktion des Rechts | Rezeption der Systemtheorie | Verrechtlichung | Geschichte des Begriffs | Wirkung von Gesetzen | Implementation | dieser Debatte | Rolle der Justiz | Stand der Forschung"
    ),
)
FRENCH = Language(
    heads=_list("""Histoire | La naissance | Les origines | Le mythe | La crise | Théorie | La fabrique | L’invention | Essai sur l’histoire | La construction | Les usages | Sociologie | La fin | Les formes élémentaires | L’ordre
        L’évolution | Le système | La vie quotidienne | Les lieux | La politique | La pensée | Étude sur les structures | Le problème | L’archéologie | Pour une histoire | Introduction à l’étude"""),
    of=_list("""de la révolution russe | du mouvement ouvrier | de l’État | de la folie | de la vie privée | du droit | des mentalités | de la mémoire | du capitalisme | de l’Ancien Régime | de l’opinion publique | des femmes en Occident
        de la Commune | du communisme | de la littérature grecque | de l’éducation | des intellectuels | du discours | de la ville médiévale | de la religion | du paysage | de l’aménagement du territoire | des sciences sociales"""),
    pairs=_list(
        "Surveiller et punir | Mémoires d’un révolutionnaire | L’État et la révolution | Mythe et pensée chez les Grecs | Écrits politiques | Le savant et le politique | Les mots et les choses | Droit et société | Temps et récit | Langage et pouvoir symbolique | Ville et territoire | Espace, temps et société"
    ),
    times=_list(
        "au XIXe siècle | sous l’Ancien Régime | 1789–1815 | au Moyen Âge | de 1917 à nos jours | en France | pendant la guerre d’Espagne | dans l’Antiquité | à l’époque moderne | au Québec"
    ),
    subtitles=_list(
        "Essai d’interprétation | Une histoire | Réflexions sur un concept | Actes du colloque de Lyon | Mélanges offerts à un ami | Étude comparative | Le cas français | Enjeux et perspectives | Textes choisis | Une introduction"
    ),
    journals=_list("""Annales ESC | Annales. Histoire, Sciences sociales | Revue historique | Le Mouvement social | Revue d’histoire moderne et contemporaine | Cahiers du monde russe | Vingtième siècle | Actes de la recherche en sciences sociales
        Droit et société | Esprit | Les Temps modernes | Revue des études grecques | Revue française de sociologie | Genèses | Le Monde diplomatique | Communisme | Revue de philologie | L’Homme | L’Année sociologique | Romania | Cahiers de géographie du Québec"""),
    publishers=_list(
        "Gallimard | Éditions du Seuil | Seuil | PUF | Presses universitaires de France | Fayard | Éditions de Minuit | Les Belles Lettres | Armand Colin | L’Harmattan | Albin Michel | La Découverte | Maspero | Flammarion | CNRS Éditions | Éditions de l’EHESS | Grasset | Vrin | Plon | Hachette | Presses de l’Université Laval"
    ),
    places=_list(
        "Paris | Lyon | Genève | Bruxelles | Toulouse | Grenoble | Lille | Rennes | Montréal | Québec | Aix-en-Provence | Strasbourg | Bordeaux | Louvain-la-Neuve | Lausanne | Neuchâtel | Saint-Denis | Montréal, Québec | Aix-en-Provence | Clermont-Ferrand | Louvain-la-Neuve | Villeneuve-d’Ascq | Le Havre | Berne | Dijon"
    ),
    given=_list(
        "Jean | Pierre | Michel | Marc | Fernand | Georges | Jacques | Jean-Pierre | Nicole | Pierre-André | Émile | Philippe | Arlette | Mona | Denis | Marie-Claude | Boris | François | Claude | Annie"
    ),
    topics=_list(
        "la notion d’opinion publique | cette question | la réception de l’œuvre | le débat | l’histoire du mouvement | la polémique avec Trotsky | ce point | la méthode | les sources | cette période"
    ),
)
ITALIAN = Language(
    heads=_list("""Storia | La formazione | Le origini | Il mito | La crisi | Studi sulla storia | Per una storia | La nascita | Il problema | Saggio sulla storia | La cultura | Le forme | L’invenzione | Contributo alla storia | La poesia | Aspetti | Lineamenti
        Il concetto | La fine | Il tramonto | L’evoluzione | Ricerche sulla storia | Introduzione allo studio | La fortuna | Documenti per la storia"""),
    of=_list("""dello Stato moderno | della Repubblica di Venezia | del movimento operaio | dell’Umanesimo | del Rinascimento | della tragedia greca | dell’arte veneta | del diritto romano | della letteratura italiana | dell’economia
        del Risorgimento | della Chiesa | degli ebrei in Italia | della città medievale | del fascismo | della filosofia | delle istituzioni | del libro a stampa | della pittura | dei poemi omerici | della critica testuale | delle arti"""),
    pairs=_list(
        "Stato e Chiesa | Economia e società | Il formaggio e i vermi | Città e contado | Arte e politica | Storia e filologia | Oralità e scrittura | Nobiltà e popolo | Potere e immagine | Omero e la tradizione orale | Nobili e mercanti"
    ),
    times=_list(
        "nel Settecento | nel Medioevo | nell’età moderna | dal XV al XVIII secolo | nel Cinquecento | nell’Italia unita | tra Otto e Novecento | 1494–1530 | nella Grecia arcaica"
    ),
    subtitles=_list(
        "Saggi e ricerche | Atti del convegno di studi | Studi in onore di un maestro | Catalogo della mostra | Un’introduzione | Problemi e prospettive | Materiali per una ricerca | Testi e documenti | Una rilettura"
    ),
    journals=_list("""Quaderni storici | Rivista storica italiana | Archivio veneto | Archivio storico italiano | Studi storici | Società e storia | Studi veneziani | Belfagor | Rivista di filologia e di istruzione classica | Quaderni urbinati di cultura classica | Materiali e discussioni per l’analisi dei testi classici
        Giornale storico della letteratura italiana | Annali della Scuola Normale Superiore di Pisa | Nuova rivista storica | Lettere italiane | Italia medioevale e umanistica | Arte veneta | Studi medievali | Maia | Athenaeum | La parola del passato | Studi italiani di filologia classica"""),
    publishers=_list(
        "Einaudi | Laterza | Il Mulino | Feltrinelli | Olschki | Leo S. Olschki | Mondadori | Bompiani | Carocci | Viella | Franco Angeli | Sansoni | Editori Riuniti | Giuffrè | Bulzoni | Edizioni di Storia e Letteratura | Giuntina | Neri Pozza | Marsilio | La Nuova Italia"
    ),
    places=_list(
        "Torino | Roma | Milano | Bologna | Firenze | Roma-Bari | Venezia | Padova | Napoli | Pisa | Palermo | Bari | Vicenza | Treviso | Genova | Pisa-Roma | Città del Vaticano | Verona | Modena | Brescia"
    ),
    given=_list(
        "Carlo | Giovanni | Luigi | Marino | Gaetano | Franco | Federico | Delio | Angelo | Paolo | Giuseppe | Bruno | Maria | Adriano | Gino | Cesare | Anna | Gherardo | Piero | Vittore | Arnaldo | Ludovico"
    ),
    topics=_list(
        "questo problema | la politica ecclesiastica | le vicende della famiglia | la committenza | il concetto di formula | questo tema | la fortuna dell’opera | la storia del monastero | la questione omerica | questi avvenimenti"
    ),
)
SPANISH = Language(
    heads=_list(
        "Historia | La formación | Los orígenes | El mito | La crisis | Estudios sobre la historia | La invención | El problema | La construcción | Las formas | El concepto | La cultura | Ensayo sobre la historia | El nacimiento | Introducción a la historia"
    ),
    of=_list(
        "de la revolución española | del movimiento obrero | de la literatura medieval | del Estado liberal | de la guerra civil | de las mujeres | del anarquismo | de la memoria | de América Latina | de la lengua | del pensamiento político | de la ciudad | de los moriscos"
    ),
    pairs=_list(
        "Memoria y olvido | Estado y sociedad | Pueblo y nación | Poder y cultura | La tierra y el trabajo | Ética y política | Derecho y justicia | Ciencia y sociedad"
    ),
    times=_list(
        "en el siglo XIX | durante la Segunda República | 1936–1939 | en la Edad Media | en la España moderna | bajo el franquismo | en América"
    ),
    subtitles=_list(
        "Una introducción | Estudios y documentos | Actas del congreso | Homenaje a un maestro | Nuevas perspectivas | Un estudio comparado | Teoría y práctica"
    ),
    journals=_list(
        "Hispania | Historia Social | Ayer | Revista de Estudios Políticos | Anuario de Estudios Medievales | Cuadernos Hispanoamericanos | Revista de Indias | Revista de Occidente | Emerita | Historia Mexicana | Estudios Clásicos"
    ),
    publishers=_list(
        "Alianza | Crítica | Siglo XXI | Ariel | Taurus | Cátedra | Gredos | Fondo de Cultura Económica | Akal | Marcial Pons | Tecnos | Anagrama | Anthropos"
    ),
    places=_list(
        "Madrid | Barcelona | México | Buenos Aires | Valencia | Sevilla | Salamanca | Zaragoza | México D. F. | Bogotá | Granada | Ciudad de México | Santiago de Chile | San Sebastián | Buenos Aires | Palma de Mallorca | Alcalá de Henares"
    ),
    given=_list(
        "José | Juan | Manuel | Antonio | Carmen | Francisco | Julián | Josep | Santos | Miguel | Pedro | Luis | María | Ángel | Javier"
    ),
    topics=_list(
        "esta cuestión | la historia del concepto | el debate historiográfico | la guerra | este tema | la recepción de la obra"
    ),
)
BODIES = {
    "en": _list(
        "Law Commission | Law Reform Commission | Ministry of Health | Department of Education | United Nations | National Union of Teachers | House of Commons Home Affairs Committee | World Bank | Australian Law Reform Commission | Royal Commission on Criminal Justice | Institute for Public Policy Research | American Library Association | Council of Europe"
    ),
    "de": _list(
        "Statistisches Bundesamt | Bundesministerium der Justiz | Deutscher Bundestag | Deutsche Forschungsgemeinschaft | Bundeszentrale für politische Bildung | Institut für Marxismus-Leninismus | Zentralkomitee der KPD"
    ),
    "fr": _list(
        "Ministère de la Culture | Conseil de l’Europe | INSEE | Commission européenne | Conseil du paysage québécois | Gouvernement du Québec | Institut national d’études démographiques | Cour des comptes | Ville de Montréal | Direction des Musées de France"
    ),
    "it": _list(
        "Ministero dell’Interno | Istituto Gramsci | Comune di Venezia | Camera dei deputati | Soprintendenza ai beni storici | Accademia dei Lincei | ISTAT"
    ),
    "es": _list(
        "Ministerio de Cultura | Real Academia Española | Instituto Nacional de Estadística | Comisión Nacional | Banco de España"
    ),
    **other.BODIES,
}
SERIES = {
    "en": _list(
        "Oxford World’s Classics | Loeb Classical Library 5 | Cambridge Classical Studies | Past and Present Publications | Studies in Legal History | Mnemosyne Supplement 120 | Sather Classical Lectures, 25 | Harvard Historical Studies, 110 | Hakluyt Society"
    ),
    "de": _list(
        "Kritische Studien zur Geschichtswissenschaft, 12 | Hypomnemata 45 | Edition Suhrkamp 245 | Beck’sche Reihe 1093 | Schriften zur Rechtssoziologie, Bd. 14 | Philosophische Bibliothek | Zetemata 31 | Enzyklopädie deutscher Geschichte, Bd. 5"
    ),
    "fr": _list(
        "Bibliothèque des histoires | coll. « Points » | coll. « Folio » | Bibliothèque de la Pléiade | Que sais-je ? | Le temps des idées | Collection Latomus, 112 | Terre humaine | BEFAR 250 | coll. « Repères »"
    ),
    "it": _list(
        "Biblioteca di cultura moderna | Piccola biblioteca Einaudi, 12 | Filologia e critica 34 | Storia e società | Universale Laterza | Monografie 8 | Studi e testi, 110"
    ),
    "es": _list("Biblioteca Clásica Gredos, 12 | Historia universal, 4 | Letras Hispánicas | Austral"),
    **other.SERIES,
}
GATHERINGS = {
    "en": _list(
        "Proceedings of the Third International Conference on # | Papers of the Annual Meeting of the Society for # | Paper presented at the Conference on #, Toronto | Proceedings of the British Academy | Report to the Council on # | Working Paper 12, Institute of #"
    ),
    "de": _list(
        "Akten des 5. Kongresses für # | Verhandlungen des 20. Deutschen Soziologentages | Festschrift für Hans Schmidt | Tagungsband # | Handwörterbuch #"
    ),
    "fr": _list(
        "Actes du colloque de Nantes | Actes du 5e congrès international # | Rapport au ministre | Mélanges en l’honneur de Jean Dupont | Dictionnaire # | Cahiers du Centre d’étude #"
    ),
    "it": _list(
        "Atti del convegno internazionale di studi (Pisa, 3-5 maggio 1980) | Studi in onore di Mario Rossi | Dizionario biografico degli Italiani | Enciclopedia # | Catalogo della mostra"
    ),
    "es": _list("Actas del III Congreso de # | Homenaje a Juan García | Diccionario de #"),
    **other.GATHERINGS,
}
LANGUAGES = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "it": ITALIAN, "es": SPANISH} | other.OTHER_LANGUAGES
