"""Words that tell a note's parts apart: given names, places of publication, months, and the words of publishers and journals.

General knowledge, written down for this project; small on purpose: a hint to the reader of notes, never a judgement.
Everything is casefolded. Nothing here comes from the data sets the project is measured on.
"""

from sergecite.resolve.words import word_set

GIVEN_NAMES = word_set("""
aaron adam adrian agnes alan albert alejandro alessandra alessandro alex alexander alexandra alexandre alexis alfonso
alfred alice alison allan allen amanda amy ana andré andrea andreas andrei andrew angela angelo anita ann anna anne annette
anthony antoine anton antonella antonia antonio arnaud arnold arthur astrid august auguste augustin axel barbara bart beatrice
beatrix benedetto benedict benjamin bernard bernd bernhard bertrand betty bill birgit boris brian brigitte bruce bruno camille
carl carla carlo carlos carmen carol caroline catherine cecilia cécile charles charlotte chiara chris christian christiane
christina christine christof christoph christophe christopher claire clara claude claudia claudine claudio clemens colin
constance cornelia craig cristina dagmar daniel daniela daniele danielle david deborah denis dennis diana diane didier diego
dieter dietmar dietrich dina dominique donald donatella dora dorothea dorothy douglas duncan eberhard edgar edith edmund
eduardo edward edwin eileen elena eleonora elias elisa elisabeth elizabeth ella ellen elsa emanuele emil émile emily emma emmanuel enrico
enzo eric erich erik erika ernest ernesto ernst erwin esther étienne eugen eugène eugenio eva evelyn fabio federico felix
ferdinand fernand fernando filippo florence florian frances francesca francesco francis francisco franco françois françoise frank
franz fred frédéric frederick friedrich fritz gabriel gabriele gabriella gareth gary gaston geoffrey georg george georges
gerald gérard gerd gerhard gerhart gert giacomo gian gianfranco gianni gilbert gilles giorgio giovanna giovanni giulia
giulio giuseppe gordon graham grazia gregor gregory guido guillaume gunnar gunther günter günther guy hannah hannelore hanna
hans harald harold harriet harry hartmut hector heike heinrich heinz helen helena helene helga hélène helmut henri henry
herbert hermann hilary holger howard hubert hugh hugo humberto ian ignacio ilaria ilse immanuel inge ingeborg ingo ingrid irene
iris isabel isabella isabelle ivan jack jacob jacopo jacqueline jacques jaime jakob james jan jane janet jason javier jean jeanne
jeff jeffrey jennifer jens jeremy jerome jessica jesús jill jim joachim joan joanna joaquín jochen joel johan johann johanna
johannes john jon jonathan jorge jörg josé josef joseph joshua josiane joyce juan judith jules julia julian julie julien julio
jürgen justin karen karin karl karl-heinz katharina katherine kathleen keith kenneth kevin klaus konrad kurt lars laura laurence
laurent lawrence lea leo leon leonard leonardo leonid leonie leopold leslie lev linda lionel lisa lothar louis louise luc luca lucia lucie
lucien lucio ludwig luigi luis luisa lutz lydia lynn madeleine manfred manuel manuela marc marcel marcella marcello marco margaret margarete
margherita maria marianne marie marina mario marion mark markus martha martin martine mary massimo mathias matteo matthew matthias
matthieu maurice maurizio max maximilian melissa michael michaela michel michele michèle miguel mikhail monica monika monique moritz nancy
natalia natalie nathalie nathan neil nicholas nick nicola nicolas niklas nikolai nikolaus nils nina noël nora norbert norman olaf
oliver olivier oscar oskar otto pablo paola paolo pascal patricia patrick patrizia paul paula pauline pedro penelope pere peter petra
philip philipp philippe phillip pier piero pierre pietro rachel raffaele rainer ralf ralph ramón raphael raymond rebecca reinhard
reinhart remo renate renato rené riccardo richard rita robert roberta roberto robin roger roland rolf ronald rosa rosalind rosario rose
ross rudolf rupert russell ruth sabine salvatore samuel sandra sara sarah sebastian serge sergei sergio sharon sheila sigmund
sigrid silvia simon simona simone sofia sonja sophie stefan stefania stefano stella stephan stephanie stephen steven stuart susan
susanna susanne suzanne sven sylvia sylvie tamara teresa terence theodor theodore theresa thierry thomas tilman tim timothy tobias
todd tom tony tullio udo ugo ulrich ulrike umberto ursula ute uwe valentina valentin valeria valérie vera verena victor vincent
vincenzo viola virginia vittorio vladimir volker walter walther waltraud warren wayne werner wilfried wilhelm willem william
winfried wolf wolfgang xavier yves yvonne
""")

PLACES = word_set("""
aachen aberdeen albany alessandria amherst amsterdam ankara antwerp antwerpen anvers aarhus athens atene athènes athen atlanta augsburg austin
baden-baden baltimore bamberg barcelona barcelone bari basel basle basilea bâle bayreuth beijing belgrade belfast bergamo berkeley berlin
berlino bern berne bielefeld bilbao birmingham bloomington bochum bogotá bologna bolzano bonn bordeaux boston boulder braunschweig bremen
brescia breslau brighton bristol brno brussel brussels bruxelles bucharest bucarest budapest cairo calcutta calgary cambridge canberra
cardiff caracas catania chicago cologne colonia como copenhagen córdoba cork cracow cremona darmstadt delhi detroit dordrecht dortmund dresden dublin
durham düsseldorf edinburgh eichstätt einsiedeln erfurt erlangen essen evanston exeter ferrara firenze florence florenz fontenay frankfurt freiburg
fribourg galway gand geneva genève genf genoa genova gent ghent gießen glasgow göteborg göttingen granada graz grenoble groningen guildford haifa halle hamburg
hamden hannover harmondsworth hassocks havana heidelberg helsinki hildesheim hong honolulu houndmills houston ilford innsbruck istanbul ithaca jakarta
jena jerusalem kansas karlsruhe kassel kiel kiev kingston köln konstanz kraków krakau kyoto lanham lausanne lecce leicester leiden leipzig leningrad leuven
lewiston liège lille lima lincoln linz lisbon lisboa liverpool livorno ljubljana london londra londres louvain lovanio lübeck lucca lugano lund luzern
lyon lyons madison madrid mainz málaga malden manchester mannheim mantova marburg marseille maryknoll melbourne messina mexico méxico milan milano minneapolis
modena montpellier montréal montreal moscow moskau moskva moscou mosca münchen munich monaco münster nagoya nancy napoli naples nashville neuchâtel
neukirchen-vluyn neuwied newark newcastle newhaven nicosia nijmegen norman norwich notre nottingham novara nürnberg oakland odense oldenburg opladen orlando osaka oslo oxford
paderborn padova padua paderno palermo palo parigi paris parma passau pavia peking perugia petersburg philadelphia pisa pittsburgh porto portland potsdam poznań prag
prague praha princeton providence quebec québec regensburg reggio reims reinbek rennes rimini roma rom rome rostock rotterdam rouen saarbrücken sacramento
salamanca salzburg santiago savona seattle seoul seville sevilla sheffield siena singapore sofia speyer springfield stanford stockholm strasbourg straßburg stuttgart
swansea sydney tallinn tartu tashkent tempe tokyo torino toronto toulouse tours trento trieste trier tübingen tucson turin turku turnhout udine ulm uppsala urbana urbino
utrecht valencia valladolid vancouver varese vatican vaticano venezia venice venise verona vicenza vienna vienne vilnius waltham warsaw warszawa warwick washington
weimar weinheim wellington wien wiesbaden winnipeg winterthur woodbridge worcester wrocław wuppertal würzburg yale york zagreb zaragoza zürich zurich zurigo
москва ленинград петербург киев
aix aix-en-provence ann arbor angers amiens apeldoorn assen auckland avignon baltimora bayonne beirut besançon blois boca raton boulogne
bourges braga brasília buenos aires caen campinas cáceres cádiz cagliari cesena chapel hill charlottesville chieti clermont-ferrand cleveland coimbra
columbus copenhague dakar dallas davis dijon duisburg durban eindhoven évora faenza foggia gembloux glencoe rapids
greenwich grenade guadalajara gütersloh haye hague haarlem hartford havre helsingfors hilversum indianapolis iowa jyväskylä karachi kharkov lafayette
leyde limoges logroño los angeles louisville lublin luxembourg malmö mans miami middletown milwaukee minsk mons montevideo
mumbai murcia namur nanterre new orleans haven ottawa oviedo oxon palma pamplona peoria perpignan perth petrograd piacenza poitiers pretoria prato quito ravenna
recife rimouski rio janeiro saint-denis saint-étienne san sankt sebastián barbara são paulo salvador santander sherbrooke st saint
teheran thessaloniki thousand oaks tilburg trois-rivières tunis valparaíso vannes versailles villeneuve-d'ascq vitoria wageningen windsor zwolle
england scotland ireland wales germany deutschland allemagne france italie italia italy spain españa canada usa uk belgique belgium suisse switzerland schweiz österreich austria australia mexique brasil brazil
russia netherlands india china japan denmark sweden norway poland portugal israel greece massachusetts california connecticut illinois jersey pennsylvania virginia mass conn calif ill pa nj ny ma ca ct md va tx dc ont
м л спб пг саратов екатеринбург оренбург париж берлин новосибирск
’s-gravenhage s-gravenhage
""")

PUBLISHERS = word_set("""
academic aldershot allen anthropos appleton armand arnold artemis ashgate aubier beck blackwell böhlau bompiani bonnier brepols brill bulzoni bur butterworth campus
carocci cerf clarendon clueb colin collins columbia continuum cortina cup dalloz davidson de donato denoël diederichs doubleday droz duckworth dumont duncker dutton
edinburgh éditions editions editore editori editrice editorial einaudi elsevier enke erasmus faber fayard feltrinelli ferdinand fink fischer flammarion franckesche
francke fratelli gallimard garnier garzanti giappichelli giuffrè giuffrida grasset guaraldi guyot hachette hakkert haag hanser harcourt harper harrassowitz harvard
heinemann herder hermann heymanns hirzel hoepli holt houghton humblot il imprimerie insel ipoc jaca john karger klett klincksieck klostermann knopf kohlhammer
kröner la laterza lang lattès lavis lexington lincei lit llc liguori longman loescher luchterhand macmillan manchester maspero max mcfarland mcgraw-hill
mcgill-queen's meiner meridiana methuen metzler mohr mondadori mouton mulino mursia musarion nathan niemeyer nijhoff nomos norton olms olschki openedition oup oxford palgrave
palumbo paravia paul payot pearson peeters penguin picard piper plenum plon polity presses press prentice privat propyläen publications publisher publishers publishing puf
pul pur quadrangle random reclam reimer reidel reinhardt riuniti rivages rizzoli romana routledge rowman rowohlt rutgers sage salerno sansoni saur sciascia scribner seuil
siebeck simon sellerio sons springer stationery steiner stroemfeld stroud suhrkamp tauris taylor teubner thames thieme trübner unwin utet utb ullstein uni university
vandenhoeck verlag verlagsanstalt verlagsgesellschaft verso viella vieweg vrin wagenbach wallstein weidenfeld weidmann weidmannsche westview wiley winter
wissenschaftliche wolff xerox yale zahar zed издательство наука изд
aarhus academia akal akademie alianza almedina altamira anagrama ariel aufbau autrement barral beacon beauchesne
belin benjamins birkhäuser bloomsbury bollati boringhieri booth boydell brewer bruylant casa castermann cátedra chapman cnrs comares company companhia
co corp crítica croom helm découverte delachaux delagrave desclée deuticke dietz diogenes dover dunod eerdmans ellipses erlbaum
eudeba europäische eyrolles fce fabbri farrar fayard fondo freeman frommann-holzboog fundación gredos greenwood gruyter guilford
l'harmattan harmattan l'herne hart hatier haymarket hermès hutchinson imp inc istmo jossey-bass jovene juventa kegan karthala klinkhardt kluwer
levy librairie libreria libros libri livre livros ltd maisonneuve marsilio martinus masson meltemi merlin meulenhoff minuit morcelliana
northwestern oldenbourg pantheon pedone pergamon perrin pluto prometheus saggiatore schöningh schwabe siglo sirey slatkine smith
stanford syros tallandier tecnos trotta tusquets vallecchi vuibert wagner wbg westdeutscher wilhelm zanichelli éd
госиздат мысль прогресс политиздат росспэн литература праксис терра вече гиз лениздат изд-во обозрение
""")

JOURNALS = word_set("""
abhandlungen academy acta actes aevum affairs africa american anales analecta annalen annales annali annals année annuaire antike antiqua antiquity anzeiger archaeology
archeologia archiv archives archivio archivo archivum arts athenaeum aut ber beiträge biblica bibliothèque blätter boletín bollettino british bulletin byzantion cahiers
century chronicle classica classical colección comparative comptes critica criticism cuadernos current deutsche economic economy english eranos esprit estudios études
europäische european forschung forschungen forum francia french gazeta gazette german geschichte gesellschaft giornale glotta gnomon guardian harvard helvetica hermes heute
hispania historia historica historical historiches historische historisches history humanities international isis italia italiana j jahrbuch jahrbücher jahreshefte journal
jrnl judaica juristische juristenzeitung jz klio kritik kölner kzfss labour language latomus law lettere letters leviathan l'homme literaturblatt literature magazine mediaeval
medieval mélanges memorie merkur mind minerva mitteilungen mnemosyne monatshefte monatsschrift monde moyen âge museum müsée nachrichten neue news newsletter njw notes notizie
nuova paideia papers past past&present pensée périodique philologie philologus philology philosophy political politics politique preußische present proceedings
psychology quaderni quarterly rassegna recherches record records rechtstheorie rechtssoziologie religion renaissance rendiconti repertorium report reports research review
revista revue rheinisches rivista romania saeculum schriften science sciences scripta sinn sitzungsberichte slavic society sociological sociology soziale soziologie
spectator speculum spiegel sprache staat storia storica storici studi studia studien studies sunday temps times tijdschrift traditio transactions univ vestnik
vierteljahrschrift vierteljahrshefte vierteljahresschrift voprosy welt wissenschaft women's world yearbook zeit zeitschrift zeitung zentralblatt вопросы журнал вестник
academiae acad advances american anthropology anuario appl arch bulletin bull cadernos ciências ciencias clinical communications comptes-rendus correspondance débat
ecology education engineering environment ethnologie ethnology eur evolution geography geology hérodote ieee
linguistics lit literary mathematics med medicine medical mémoires nature nouvelle nursing novyj nouvelles pensiero perspectives phys physics proc psychological psychiatry psychol public
quart rech rev ricerche riv romanische sci scientific scand sem signs soc social société sociétés sociologie statistics statistical stud syria tempo theory
tidskrift topoi trans transactions travaux vingtième análise filosofia filología былое архив записки литературное родина звезда мир труды известия правда
""")

MONTHS = word_set("""
january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
januar jänner februar märz mai juni juli oktober dezember okt dez mär
janvier février mars avril juin juillet août septembre octobre novembre décembre janv févr juill déc
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre dicembre genn febbr ott nov dic
enero febrero abril mayo junio julio septiembre setiembre octubre noviembre diciembre ene abr ago
spring summer autumn fall winter frühjahr frühling sommer herbst printemps été automne hiver primavera estate autunno inverno
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
""")

PARTICLES = word_set("""
de del dela della delle dello degli dei da dal dalla di du des d' la le les lo van der den ter ten von vom zu zum zur und af av al el ibn bin ben dos das do y
""")

ORGANISATIONS = word_set("""
academy académie accademia administration agency akademie amt archives assembly association associazione asociación bank banque board bundesamt bundestag bureau center centre centro
church college comité comitato commission commissione committee company conference congress conseil consejo council court department dipartimento deutsche fondation fondazione
foundation fund gesellschaft government group gruppe house institut institute institution instituto istituto kommission league library ministère ministerio ministerium ministero ministry
museum nations office organisation organization parliament party project république royal school secretariat senate service society société società staff team
trust union unesco united universidad università universität université university verband verein who
""")

EDITOR_WORDS = word_set("""
ed eds edd edited editor editors edit hg hrsg hgg hrg herausgegeben herausgeber dir dirs sous direction cura coord coords coordinado comp comps éd éds red bearb ред сост
curatore curatori cur org orgs organização uitg redactie dirigé coordenação отв составитель под
""")
TRANSLATOR_WORDS = word_set(
    "trans transl translated translator tr trad traduction traduit traduzione übers übersetzt traducción traducido пер vertaald vert traduzido tradução traduttore traducteur перевод"
)
VOLUME_WORDS = word_set(
    "vol vols volume bd bde band bände t tome tom tomo jg jahrgang heft h no nos nr num number n° no° issue fasc fascicolo cahier nummer anno année núm iss т вып № n nᵒ nº jrg deel v вып том книга кн ч tomes voll"
)
PAGE_WORDS = word_set(
    "p pp s ss page pages seite seiten pag pagg pág págs at fol ff f sp col cols bl rn rdnr rz § para c cc стр с hier esp insb spec blz fl fls pgs págs pagine páginas seiten л лл"
)
EDITION_WORDS = word_set(
    "edition ed edn aufl auflage édition éd edizione ediz edición rev revised reprint repr nachdruck neudruck rist ristampa reprinted enlarged erw durchges neuausgabe druk edição изд издание доп испр reed rééd réed"
)
THESIS_WORDS = word_set(
    "thesis dissertation diss phd ph.d habil habilitationsschrift thèse tesi tesis magisterarbeit mémoire unpublished unveröff masterarbeit doctoral proefschrift doctorat doctorado dottorato doutorado dissertação tese laurea дис диссертация автореф"
)
ARCHIVE_WORDS = word_set(
    "archive archives archivio archiv archivo tna pro nara rgaspi garf rgvia rgali bundesarchiv barch fonds fond opis op delo d box folder papers ms mss msc cod carton liasse busta fasc bl l buste nachlass nachlaß fo co wo cab ho hs f7 collection record rg ф оп д л"
)
"""Words of an archive's call numbers."""
SERIES_WORDS = word_set(
    "series ser serie série reihe schriftenreihe collection coll collana colección col coleção reeks biblioteca bibliothèque bibliothek library suppl supplement supplements beihefte beiheft "
    "monographs monographien monografie classics texts textes studi studies schriften quaderni сер серия"
)
CONFERENCE_WORDS = word_set(
    "conference conferences congress symposium workshop proceedings meeting colloquium atti convegno congresso simposio actes colloque congrès journées tagung kongress kongreß kongresses verhandlungen akten "
    "actas congreso jornadas coloquio anais atas colóquio handelingen материалы конференции доклады"
)
REPORT_WORDS = word_set(
    "report reports paper papers working technical discussion memorandum circular rapport document documents bericht arbeitspapier gutachten informe relatório rapporto notitie dossier отчёт доклад"
)
ACCESS_WORDS = word_set(
    "accessed retrieved available online url consulté disponible abgerufen zugriff verfügbar consultato consultado acesso accesso disponibile disponível recuperado geraadpleegd обращения доступа visited viewed"
)
