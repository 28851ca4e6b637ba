"""Portuguese, Dutch and Russian for the synthetic notes: what `vocabulary`, `prose`, `templates` and `styles` hold for the rest.

AnyStyle has next to no references in them; what the model knows of them comes from here and from the rendered references.
"""

from words import Language, listed

PORTUGUESE = Language(
    heads=listed(
        "A formação | A política | Uma história | As origens | A crise | A ideia | O mito | A invenção | Ensaios sobre a história | A construção | Os limites | A sociologia | Estudos sobre a economia | O fim | Raízes"
    ),
    of=listed(
        "do Brasil contemporâneo | da escravidão | do movimento operário | da República | do Estado Novo | da cidadania | do direito romano | da Inquisição | do trabalho livre | da memória | da revolução russa | da expansão ultramarina | do liberalismo | do anarquismo | da imprensa"
    ),
    pairs=listed(
        "Casa e senzala | Trabalho e revolução | Estado e sociedade | Mito e história | Memórias de um revolucionário | Escravos e senhores | Entre a história e a memória | Igreja e poder"
    ),
    times=listed(
        "no século XIX | em Portugal | (1889–1930) | na Primeira República | 1640–1820 | no Rio de Janeiro | na época moderna"
    ),
    subtitles=listed(
        "Uma introdução | Um estudo de caso | Ensaios reunidos | Teoria e prática | Perspectivas atuais | O caso português | Notas para um debate"
    ),
    journals=listed(
        "Análise Social | Revista Brasileira de História | Revista de História | Penélope | Ler História | Lusitania Sacra | Estudos Históricos | Tempo | Varia Historia | Afro-Ásia | Topoi | Revista Portuguesa de História | Cadernos Pagu | Cadernos AEL"
    ),
    publishers=listed(
        "Companhia das Letras | Editora da Unicamp | Imprensa de Ciências Sociais | Editorial Estampa | Livros Horizonte | Almedina | Edições 70 | Paz e Terra | Zahar | Edusp | Difel | Imprensa Nacional | Temas e Debates | Civilização Brasileira | UFMG | Boitempo"
    ),
    places=listed(
        "São Paulo | Rio de Janeiro | Lisboa | Coimbra | Porto | Belo Horizonte | Campinas | Salvador | Braga | Recife | Brasília | Évora"
    ),
    given=listed(
        "João | Maria | José | António | Ana | Pedro | Luís | Manuel | Sérgio | Caio | Teresa | Miguel | Fernando | Isabel | Paulo | Vítor"
    ),
    topics=listed(
        "a escravidão | o movimento operário | a ditadura | o liberalismo | a censura | a memória | o trabalho livre"
    ),
    families=listed(
        "Silva | Santos | Ferreira | de Almeida | Pereira | Magalhães | da Costa | Godinho | Buarque de Holanda | Freyre | Prado Júnior | Mattoso | Ramos | dos Reis | Fausto | Carvalho | Novais | Bethencourt"
    ),
)
DUTCH = Language(
    heads=listed(
        "De geschiedenis | De opkomst | Het einde | De politiek | Een sociale geschiedenis | De wording | Studies over de geschiedenis | De crisis | Kroniek | De uitvinding | De grenzen | Over de aard"
    ),
    of=listed(
        "van de Nederlanden | van het socialisme | van de arbeidersbeweging | van de verzuiling | van het burgerschap | van de Republiek | van de Nederlandse letteren | van het koloniale rijk | van de vrijheid | van de stad | van het recht | van de revolutie"
    ),
    pairs=listed(
        "Staat en kerk | Arbeid en kapitaal | Herinneringen van een revolutionair | Oorlog en vrede | Burgers en bestuurders | Tussen mythe en werkelijkheid | Handel en wandel"
    ),
    times=listed(
        "in de negentiende eeuw | 1813–1914 | sinds 1945 | in Vlaanderen | in de Gouden Eeuw | (1870–1940) | tijdens de bezetting"
    ),
    subtitles=listed(
        "Een inleiding | Opstellen voor een leermeester | Een terreinverkenning | Theorie en praktijk | Een biografie | Nieuwe perspectieven"
    ),
    journals=listed(
        "Tijdschrift voor Geschiedenis | Bijdragen en Mededelingen betreffende de Geschiedenis der Nederlanden | Tijdschrift voor Sociale Geschiedenis | De Gids | Spiegel der Letteren | Wetenschappelijke Tijdingen | Holland | Jaarboek voor de Geschiedenis van Socialisme | Brood & Rozen | Archief"
    ),
    publishers=listed(
        "Van Gennep | De Bezige Bij | Prometheus | Martinus Nijhoff | Van Gorcum | Boom | Amsterdam University Press | Arbeiderspers | Meulenhoff | Universitaire Pers | Het Spectrum | Verloren | Aksant | Balans | Querido"
    ),
    places=listed(
        "Amsterdam | Den Haag | Leiden | Utrecht | Antwerpen | Leuven | Gent | Assen | Hilversum | ’s-Gravenhage | Groningen | Nijmegen | Rotterdam | Brussel"
    ),
    given=listed(
        "Jan | Pieter | Henriëtte | Willem | Johan | Anton | Piet | Maria | Jeroen | Els | Ger | Hendrik | Frits | Annemarie | Cornelis"
    ),
    topics=listed(
        "de verzuiling | het socialisme | de arbeidersbeweging | de Gouden Eeuw | het kolonialisme | de bezetting"
    ),
    families=listed(
        "de Vries | van den Berg | Huizinga | Romein | Blom | van der Linden | Geyl | Harmsen | Kossmann | Bakker | de Jong | van Deursen | Knotter | Pannekoek | Roland Holst | te Velde | Bos"
    ),
)
RUSSIAN = Language(
    heads=listed("История | Очерки истории | Происхождение | Кризис | Становление | Проблемы | Из истории | Введение в теорию | Культура | Политика | Судьбы | Идея | Язык | Рождение | Конец"),
    of=listed("русской революции | рабочего движения | советского государства | русской литературы | крестьянства | Гражданской войны | древней Руси | общественной мысли | анархизма | Коминтерна | римского права | гражданского общества | русской эмиграции | внутрипартийной оппозиции"),
    pairs=listed("Власть и общество | Завоёванный город | Государство и революция | Миф и история | Воспоминания революционера | Полночь века | От революции к тоталитаризму | Отцы и дети | Россия и Европа | Слово и дело"),
    times=listed("в XIX веке | в 1917–1921 гг. | (1918–1922 гг.) | в эпоху Петра I | накануне революции | в годы войны | в начале XX в."),
    subtitles=listed("Сборник статей | Материалы и исследования | Документы и материалы | Теория и практика | Опыт исследования | Воспоминания | Избранные труды | Новые подходы"),
    journals=listed("Вопросы истории | Отечественная история | Новый мир | Исторический архив | Красная летопись | Вопросы литературы | Новое литературное обозрение | Пролетарская революция | Вопросы философии | Российская история | Былое | Каторга и ссылка | Исторические записки | Вестник Московского университета | Звезда | Родина"),
    publishers=listed("Наука | РОССПЭН | Мысль | Политиздат | Художественная литература | Госиздат | Новое литературное обозрение | Изд-во МГУ | Издательство Академии наук СССР | Праксис | Высшая школа | Прогресс | Советский писатель | Терра | Вече | ГИЗ | Лениздат"),
    places=listed("М. | М. | М. | Л. | СПб. | М.; Л. | М.—Л. | Москва | Ленинград | Пг. | Киев | Екатеринбург | Париж | Берлин | Саратов | Оренбург"),
    given=listed("Виктор Львович | Лев Давидович | Анна Сергеевна | Михаил Николаевич | Николай | Владимир Ильич | Мария | Борис Исаакович | Игорь | Юрий Михайлович | Пётр Алексеевич | Александр | Елена Владимировна | Сергей"),
    topics=listed("русская революция | рабочее движение | Гражданская война | левая оппозиция | русская эмиграция | Коминтерн"),
    families=listed("Кибальчич | Серж | Троцкий | Ключевский | Плеханов | Мартов | Соловьёв | Бухарин | Медведев | Гусев | Пирани | Лотман | Бахтин | Роговин | Суханов | Кропоткин | Волкогонов | Данилов | Рабинович | Ахматова | Тарле | Ленин"),
)  # fmt: skip
OTHER_LANGUAGES = {"pt": PORTUGUESE, "nl": DUTCH, "ru": RUSSIAN}
BODIES = {
    "pt": listed(
        "Ministério da Educação | Instituto Nacional de Estatística | Câmara dos Deputados | Arquivo Nacional"
    ),
    "nl": listed(
        "Ministerie van Justitie | Centraal Bureau voor de Statistiek | Sociaal en Cultureel Planbureau | Tweede Kamer"
    ),
    "ru": listed("Академия наук СССР | Министерство иностранных дел СССР | Институт истории АН СССР | ЦК РКП(б)"),
}
SERIES = {
    "pt": listed("Coleção Documentos Brasileiros, 12 | Biblioteca de História | Brasiliana, 45 | Coleção Universidade"),
    "nl": listed(
        "Werken uitgegeven door de Maatschappij, 12 | Hollandse Studiën 14 | Aula-reeks | Sociaal-Historische Bibliotheek, 3"
    ),
    "ru": listed(
        "Литературные памятники | Жизнь замечательных людей | Библиотека поэта | Архив русской революции, т. 5"
    ),
}
GATHERINGS = {
    "pt": listed("Anais do III Congresso de # | Atas do colóquio # | Dicionário de # | Homenagem a António Ramos"),
    "nl": listed("Handelingen van het congres # | Feestbundel voor Jan Romein | Biografisch woordenboek van Nederland"),
    "ru": listed(
        "Материалы международной научной конференции | Сборник статей и материалов | Труды Института истории | Доклады и сообщения"
    ),
}
AND = {"pt": [" e ", "; "], "nl": [" en ", ", "], "ru": [", ", ", ", " и "]}
OTHERS = {"pt": " et al.", "nl": " e.a.", "ru": " и др."}
MONTHS = {
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
EDITION = {"pt": "{}. ed.", "nl": "{}e druk", "ru": "{}-е изд."}
PAGE = {
    "pt": ["p. #", "p. #", "pp. #-#", "p. # e segs.", "fl. #", "cap. #", "#"],
    "nl": ["p. #", "blz. #", "#", "#-#", "pp. #-#", "p. # e.v.", "fol. #"],
    "ru": ["с. #", "С. #", "С. #–#", "с. #-#", "С. #–#", "стр. #", "л. #", "гл. #", "С. # и сл."],
}
FULL = {
    "pt": {
        "book": ["{A:FG}. {T:i}. {P}: {U}, {Y}‹, {L}›", "{A:gf}, {T:i}, {P}, {U}, {Y}‹, {L}›", "{A:gf}, {T:i} ({P}: {U}, {Y})‹, {L}›"],
        "article": ["{A:FG}. {T}. {C:i}, {P}, {=volume:v. }{V}, {=volume:n. }{I}, {=pages:p. }{G}, {Y}", "{A:gf}, «{T}», {C:i}, {=volume:vol. }{V} ({Y}), {=pages:pp. }{G}‹, {L}›", "{A:FG}. {T}. {C:i}, {=volume:v. }{V}, {=pages:p. }{G}, {Y}"],
        "chapter": ["{A:gf}, “{T}”, {=in:in }{E:gf} {=editor:(org.)}, {C:i}, {P}, {U}, {Y}, {=pages:pp. }{G}", "{A:FG}. {T}. {=in:In: }{E:FG} {=editor:(Org.)}. {C:i}. {P}: {U}, {Y}. {=pages:p. }{G}"],
        "edited": ["{E:gf} {=editor:(org.)}, {T:i}, {P}, {U}, {Y}‹, {L}›", "{E:FG} {=editor:(Orgs.)}. {T:i}. {P}: {U}, {Y}"],
        "list": ["{A:FG}. {T:i}. {N} {P}: {U}, {Y}.", "{A:FG}. {T:i}. {Y}. {=other:Tese (Doutorado em História)} – {U}, {P}, {Y}."],
    },
    "nl": {
        "book": ["{A:if}, {T:i} ({P} {Y})‹ {l}›", "{A:if}, {T:i} ({P}: {U} {Y})‹ {L}›", "{A:gf}, {T:i} ({P} {Y})‹, {l}›", "{A:if}, {T:i}, {=translator:vert. }{X:if} ({P} {Y})‹, {L}›"],
        "article": ["{A:if}, ‘{T}’, {C:i} {V} ({Y}) {G}‹, {=pages:aldaar }{l}›", "{A:gf}, ‘{T}’, {=in:in: }{C:i}, {=volume:jrg. }{V}, {=volume:nr. }{I} ({Y}), {=pages:p. }{G}"],
        "chapter": ["{A:if}, ‘{T}’, {=in:in: }{E:if} {=editor:ed.}, {C:i} ({P} {Y}) {G}", "{A:gf}, ‘{T}’, {=in:in: }{E:gf} {=editor:(red.)}, {C:i}, {P} {Y}, {=pages:p. }{G}"],
        "edited": ["{E:if} {=editor:ed.}, {T:i} ({P} {Y})‹ {l}›", "{E:gf} {=editor:(red.)}, {T:i}, {P}, {U}, {Y}"],
        "list": ["{A:fi}, {T:i}, {P} {Y}.", "{A:fi} ({Y}), {T:i}. {P}: {U}."],
    },
    "ru": {
        "book": ["{A:fn} {T}. {P}: {U}, {Y}‹. {L}›", "{A:fn} {T}. {P}, {Y}‹. {L}›", "{A:if} {T}. {P}: {U}, {Y}‹. {L}›", "{A:fi} {T}. {P}: {U}, {Y}. {=pages:#PP с.}", "{A:fn} {T}. {P}: {U}, {Y}. {=volume:Т. }{v}‹. {L}›", "{A:fn} {T} / {=translator:Пер. с фр. }{X:if}. {P}: {U}, {Y}‹. {L}›", "{A:fn} {T}. {N} {P}: {U}, {Y}‹. {L}›"],
        "article": ["{A:fn} {T} // {C}. {Y}. {=volume:№ }{I}‹. {L}›", "{A:fn} {T} // {C}. {Y}. {=volume:Т. }{V}. {=volume:№ }{I}. {=pages:С. }{G}", "{A:fn} {T} // {C}. {P}, {Y}. {=volume:Вып. }{V}. {=pages:С. }{G}", "{A:fi} {T} // {C}. – {Y}. – {=volume:№ }{I}. – {=pages:С. }{G}", "{A:fn} {T}. – «{C}», {Y}, {=volume:№ }{I}, {=pages:с. }{G}"],
        "chapter": ["{A:fn} {T} // {C} / {=editor:под ред. }{E:if}. {P}: {U}, {Y}. {=pages:С. }{G}", "{A:fn} {T} // {C}. {P}, {Y}. {=pages:С. }{G}", "{A:fn} {T} {=in:В кн.: }{C}. {P}, {Y}, {=pages:с. }{G}"],
        "edited": ["{T} / {=editor:Под ред. }{E:if}. {P}: {U}, {Y}‹. {L}›", "{T} / {=editor:сост. }{E:if}. {P}, {Y}‹. {L}›"],
        "list": ["{A:fn} {T}. {P}: {U}, {Y}. {=pages:#PP с.}", "{A:fn} {T}. – {P}: {U}, {Y}. – {=pages:#PP с.}", "{A:fi} {T}. {=other:Дис. ... канд. ист. наук.} {P}, {Y}."],
    },
}  # fmt: skip
SHORT = {
    "pt": ["{A:f}, {=back:op. cit.}, {L}", "{A:FG}. {=back:Op. cit.}, {L}", "{=back:Ibid.}, {L}", "{=back:Ibidem}, {L}", "{=back:Idem}, {L}", "{A:f}, {t:i}, {L}", "{A:f} ({Y}: {l})", "({A:F}, {Y}, {=pages:p. }{l})"],
    "nl": ["{A:f}, {t:i}, {l}", "{A:f}, {t:i}, {L}", "{=back:Ibidem}, {l}", "{=back:Ibidem}, {L}", "{=back:Aldaar}, {l}", "{A:f}, {=back:a.w.}, {L}", "{A:f} {Y}, {l}", "{A:f}, ‘{t}’, {l}"],
    "ru": ["{A:fn} {=back:Указ. соч.} {L}", "{=back:Там же.} {L}", "{=back:Там же}", "{A:fn} {t}. {L}", "{=back:Он же.} {T}. {P}, {Y}‹. {L}›", "{A:f} {Y}, {L}", "{A:if} {=back:Указ. соч.} {L}"],
}  # fmt: skip
SIGNALS = {
    "pt": listed("Ver | Cf. | Vide | Veja-se | cf. | Ver também | Sobre isso, ver"),
    "nl": listed("Zie | Vgl. | zie | Zie ook | Vgl. ook | Bijv. | Zie bijvoorbeeld"),
    "ru": listed("См.: | См. | Ср.: | Подробнее см.: | См. также: | Цит. по: | См., например:"),
}
LEADS = {
    "pt": listed("Sobre #, ver | A respeito de #, ver | Para uma crítica de #, cf. | É a tese de | Remeto a"),
    "nl": listed("Over # zie | Voor # zie | De term is ontleend aan | Dit is de stelling van | Een overzicht biedt"),
    "ru": listed(
        "О # см.: | Подробнее о # см.: | Этой точки зрения придерживается | Впервые опубликовано: | Об этом писал"
    ),
}
REMARKS = {
    "pt": listed(
        "Grifo nosso. | A tradução é minha. | Agradeço a @ esta indicação. | O debate sobre # continua aberto. | Ver acima, nota 12. | Morreu em Lisboa em 1947."
    ),
    "nl": listed(
        "Cursivering van mij. | De vertaling is van mij. | Met dank aan @ voor deze verwijzing. | Het debat over # is nog open. | Zie hierboven, noot 12. | Hij overleed in 1947."
    ),
    "ru": listed(
        "Курсив мой. | Перевод наш. | Благодарю @ за это указание. | Вопрос о # остаётся открытым. | См. выше, прим. 12. | Он умер в Мехико в 1947 году. | Подчёркнуто в оригинале."
    ),
}
TAILS = {
    "pt": listed("(grifo nosso) | , que fala de # | , com bibliografia"),
    "nl": listed("(cursivering van mij) | , die spreekt van # | , met verdere literatuur"),
    "ru": listed("(курсив мой) | и др. | . Перевод наш."),
}
LINKS = {
    "pt": ["; ", "; ", "; ver também ", " e ", ". Ver também "],
    "nl": ["; ", "; ", "; zie ook ", " en ", ". Zie ook "],
    "ru": ["; ", "; ", "; см. также: ", ". См. также: ", "; "],
}
QUOTED_IN = {
    "pt": [", citado em ", ", apud ", ", cit. por "],
    "nl": [", geciteerd in ", ", aangehaald bij ", ", ook in: "],
    "ru": [". Цит. по: ", " (цит. по: "],
}
ARCHIVES = {
    "pt": listed(
        "ANTT, Inquisição de Lisboa, proc. {4} | Arquivo Nacional, cx. {3}, pct. {1} | AHU, Baía, cx. {2}, doc. {3} | BNP, cód. {4}, fl. {2}"
    ),
    "nl": listed(
        "NA, Den Haag, {1}.{2}.{2}, inv. nr. {3} | IISG, archief SDAP, inv.nr. {4} | Stadsarchief Amsterdam, {4}, inv. nr. {2} | ARA, Staten-Generaal, {4}"
    ),
    "ru": listed(
        "РГАСПИ. Ф. {2}. Оп. {1}. Д. {3}. Л. {2} | ГАРФ. Ф. {4}. Оп. {1}. Д. {2}. Л. {2}–{2} | РГАЛИ, ф. {4}, оп. {1}, ед. хр. {2}, л. {2} | ЦГА СПб. Ф. {4}. Оп. {1}. Д. {2} | РГВИА. Ф. {4}. Оп. {1}. Д. {3}. Л. {2} об. | АВП РФ. Ф. {2}. Оп. {1}. П. {2}. Д. {2}"
    ),
}
NEWSPAPERS = {
    "pt": listed(
        "O Século | Diário de Notícias | A Batalha | Folha de S.Paulo | Correio da Manhã | O Estado de S. Paulo"
    ),
    "nl": listed("Het Volk | De Tribune | NRC Handelsblad | Algemeen Handelsblad | de Volkskrant | De Telegraaf"),
    "ru": listed(
        "Правда | Известия | Северная коммуна | Красная газета | Литературная газета | Новая жизнь | Петроградская правда"
    ),
}
LEGAL = {
    "pt": listed("{=title:Lei n.º ##/##}, {=date:# de maio de 19##} | {=title:art. ### do Código Civil}"),
    "nl": listed(
        "{=container:Stb.} {=date:19##}, {=pages:###} | {=title:art. ## Grondwet} | {=author:HR} {=date:# mei 19##}, {=container:NJ} {=volume:19##}, {=pages:###}"
    ),
    "ru": listed(
        "{=container:Собрание узаконений}. {=date:19##}. {=volume:№ ##}. {=pages:Ст. ###} | {=title:ст. ## Конституции РФ}"
    ),
}
LETTERS = {
    "pt": ["Carta de {a} a {b}", "Relatório"],
    "nl": ["Brief van {a} aan {b}", "Notulen"],
    "ru": ["Письмо {a} {b}", "Протокол заседания", "Доклад"],
}
QUOTED = {
    "pt": ["“{T}”, ", "“{T}”. ", "{T}. ", "«{T}», ", "{T:i}, "],
    "nl": ["‘{T}’, ", "‘{T}’. ", "{T}. ", "“{T}”, "],
    "ru": ["{T} // ", "{T} // ", "{T}. ", "«{T}», ", "{T} // "],
}
IN = {"pt": ["in ", "In: ", "em "], "nl": ["in ", "in: ", "In: "], "ru": ["В кн.: ", "в: ", "В: "]}
EDITED_BY = {
    "pt": ["org. ", "organização de ", "ed. "],
    "nl": ["red. ", "onder redactie van ", "uitg. "],
    "ru": ["под ред. ", "Под ред. ", "сост. ", "отв. ред. "],
}
EDITOR = {
    "pt": ["(org.)", "(orgs.)", "(coord.)", "(Org.)"],
    "nl": ["(red.)", "(ed.)", "(eds.)", "ed."],
    "ru": ["(ред.)", "(сост.)", "(отв. ред.)"],
}
VOLUME = {"pt": ["", "v. ", "vol. "], "nl": ["", "", "jrg. ", "deel "], "ru": ["Т. ", "т. ", "Вып. ", ""]}
ISSUE = {
    "pt": [", {=volume:n. }{I}", ", {=volume:n.º }{I}", " ({I})"],
    "nl": [", {=volume:nr. }{I}", " ({I})", ""],
    "ru": [". {=volume:№ }{I}", ", {=volume:№ }{I}", " ({I})"],
}
PAGES = {
    "pt": [", {=pages:p. }{G}", ", {=pages:pp. }{G}", ": {G}"],
    "nl": [", {G}", " {G}", ", {=pages:p. }{G}", ", {=pages:blz. }{G}"],
    "ru": [". {=pages:С. }{G}", ". {=pages:С. }{G}", ", {=pages:с. }{G}", ": {G}"],
}
