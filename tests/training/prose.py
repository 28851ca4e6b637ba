"""What notes say besides citing: signals, leads, remarks, and sources that are no books.

In remarks `#` stands for a topic, `@` for a person's family name; in legal sources each `#` is a digit; in archives {3} is a number of three. Written for this project.
"""

import other_languages as other


def _list(text: str) -> list[str]:
    return [entry for part in text.replace("\n", " | ").split(" | ") if (entry := part.strip())]


SIGNALS = {
    "en": _list(
        "See | See also | see | Cf. | cf. | See, e.g., | See, for example, | see for instance | See generally | But see | Compare | On this, see | For a discussion, see | See further | And see | See especially | E.g. | As in | Also | See in particular | see, e.g. | For example,"
    ),
    "de": _list(
        "Vgl. | vgl. | Siehe | siehe | s. | S. | Vgl. auch | Vgl. dazu | Siehe auch | Vgl. etwa | So etwa | So | So auch | Dazu | Hierzu | Vgl. hierzu | Ausführlich dazu | Siehe hierzu | Zur Kritik | Anders | vgl. nur | z. B. | Vgl. z. B. | Vgl. insb. | Zusammenfassend | Grundlegend"
    ),
    "fr": _list(
        "Voir | Cf. | voir | cf. | Voir aussi | Voir notamment | Voir par exemple | Sur ce point, voir | V. | Voir en particulier"
    ),
    "it": _list(
        "Cfr. | cfr. | Si veda | Si vedano | Vedi | v. | Cfr. anche | Si veda anche | Vd. | Per questo, cfr. | Cfr. ad es."
    ),
    "es": _list("Véase | Ver | Cf. | cf. | Véase también | Véanse | Cfr. | Vid."),
    **other.SIGNALS,
}
LEADS = {
    "en": _list("""For # see | On # see | For an account of # see | The classic statement on # is | For a critique of this view, see | The literature on # is vast; see | I have discussed # in | This argument is developed in | As @ points out in
        For different views on #, compare | A useful introduction to # is | I draw here on | The term comes from | For the background to #, see | This is the argument of | The point is well made in | I have explored # at greater length in two papers: | The standard work is still
        An early version of this argument appeared in | For examples of # see | Among the many studies of #, see | See the discussion of # in | See the essays in | This passage is quoted in | Recent contributions include | My account relies on | For # generally, see | The phrase is from | See @’s review of"""),
    "de": _list("""Zum # vgl. | Zur # siehe | Zu # vgl. die Arbeiten von | Zum # ausführlich | Vgl. zum # | Einen Überblick geben | Die Unterscheidung stammt von | Zur Kritik an # siehe | Grundlegend zur # | Den Begriff verwendet | So die These von | Darauf hat bereits @ hingewiesen, vgl.
        Dies ist der Ausgangspunkt bei | Zum Folgenden vgl. | Zur Diskussion um den # siehe die Beiträge in | Eine Zusammenfassung bei | Vgl. dazu die Kritik von | Siehe die Nachweise bei | Anders aber | Ähnlich | Für den # | Die Formulierung findet sich bei | Neuerdings"""),
    "fr": _list(
        "Sur #, voir | Sur # voir notamment | Pour une critique de #, voir | Nous renvoyons à | Pour une présentation de #, on lira | La formule est de | Ce texte est repris dans | C’est la thèse de | À propos de #, cf. | On consultera | Voir à ce sujet"
    ),
    "it": _list(
        "Su # si veda | Su # cfr. | Per # si rimanda a | Sul tema rinvio a | A proposito di # si veda | È la tesi di | Fondamentale resta | Per un quadro di # si vedano | Sull’argomento cfr. | Il documento è edito in | Per la bibliografia su #, cfr."
    ),
    "es": _list("Sobre # véase | Para # véase | A propósito de #, ver | Es la tesis de | Remito a | Sobre #, cf."),
    **other.LEADS,
}
REMARKS = {
    "en": _list("""I am grateful to @ for this reference. | The debate on # is still open. | This view has been challenged by a number of scholars. | Emphasis added. | My translation. | The italics are mine. | This is not to say that # is of no importance. | It should be noted that # was only one of several factors.
        I owe this point to @. | @ makes a similar point. | The text is discussed at length below. | For reasons of space I cannot pursue # here. | All translations are my own unless stated otherwise. | The distinction is of course a matter of degree. | Others have taken a different view of #.
        The Act was repealed three years later. | This was hardly a new idea. | Translation slightly amended. | See note 48 above. | See below, pp. 12-15. | See section III above. | I return to # in the next chapter. | The figures are for England and Wales only. | He was arrested in 1933 and deported in 1936.
        In the 1970s # had become a commonplace. | @ was born in Brussels in 1890 and died in Mexico in 1947. | There were, however, exceptions. | The term # is used here in a wide sense. | Emphasis in original. | By 1914 the party had 12,000 members. | It is striking that @ never mentions #.
        An earlier version of this paper was presented at a conference in Berlin in May 1998. | I would like to thank @ and @ for comments on an earlier draft. | The manuscript is undated. | The name is spelled differently in the sources. | This research was supported by a grant."""),
    "de": _list("""Hervorhebung im Original. | Dies gilt auch für den #. | Der # kann hier nicht weiter verfolgt werden. | Die Diskussion um # ist noch nicht abgeschlossen. | Übersetzung vom Verfasser. | Für Hinweise danke ich @. | Die Literatur zum # ist inzwischen unübersehbar. | Darauf wird noch zurückzukommen sein.
        Dagegen wendet sich @ mit dem Argument, daß der # nicht ausreiche. | Das ist freilich umstritten. | Vgl. oben S. 12. | Siehe unten Abschnitt IV. | Die Zahlen beziehen sich auf das Jahr 1975. | In diesem Sinne spricht auch @ von einer Krise. | Der Begriff wird hier im weiten Sinne verwendet.
        Eine solche Theorie liegt bislang nicht vor. | Dies übersieht @. | Die Unterscheidung ist allerdings nur analytisch. | Der Text geht auf einen Vortrag zurück, der 1987 in Bremen gehalten wurde. | Zum # liegen kaum empirische Untersuchungen vor. | Ich danke @ und @ für ihre Kritik. | Siehe Anm. 12."""),
    "fr": _list(
        """C’est nous qui soulignons. | Le débat sur # reste ouvert. | Nous reviendrons sur #. | Je remercie @ de cette indication. | Souligné dans le texte. | Il s’agit là d’un autre problème. | La question a été longuement débattue. | Il est mort à Paris en 1947. | Voir plus haut, note 12. | Traduit par nos soins. | Cette thèse a été contestée par @."""
    ),
    "it": _list(
        """Il corsivo è mio. | Il problema di # resta aperto. | Ringrazio @ per la segnalazione. | La traduzione è mia. | Su # torneremo più avanti. | La questione è stata a lungo dibattuta. | Morì a Venezia nel 1547. | Si veda sopra, nota 12. | Il documento non è datato. | Di diverso avviso è @. | Non mancano tuttavia le eccezioni."""
    ),
    "es": _list(
        """La cursiva es mía. | El debate sobre # sigue abierto. | Agradezco a @ esta referencia. | La traducción es nuestra. | Volveremos sobre #. | Murió en México en 1947. | Véase supra, nota 12."""
    ),
    **other.REMARKS,
}
TAILS = {
    "en": _list(
        "for a critique | with further references | (emphasis added) | (my translation) | , who argues that # is a myth | , on which this section draws | . Emphasis added. | , quoted with approval | for a summary of # | ; the point is disputed"
    ),
    "de": _list(
        "m. w. N. | mit weiteren Nachweisen | (Hervorhebung von mir) | , der von # spricht | , der dies als # bezeichnet | . Hervorhebung im Original. | und passim | jeweils m. w. N."
    ),
    "fr": _list("(nous soulignons) | , qui parle de # | pour une synthèse | . C’est nous qui soulignons."),
    "it": _list(
        "(corsivo mio) | , che parla di # | , con bibliografia | con la bibliografia ivi citata | . Il corsivo è nostro."
    ),
    "es": _list("(la cursiva es mía) | , que habla de # | , con bibliografía"),
    **other.TAILS,
}
LINKS = {
    "en": [
        "; ",
        "; ",
        "; ",
        "; see also ",
        "; see, too, ",
        "; cf. ",
        "; and ",
        ". See also ",
        ". ",
        ", and ",
        " and ",
        ". Cf. ",
        "; compare ",
        "; but see ",
        ". See, generally, ",
    ],
    "de": [
        "; ",
        "; ",
        "; ",
        "; vgl. auch ",
        "; siehe auch ",
        "; s. auch ",
        "; dazu ",
        "; ferner ",
        ", sowie ",
        " sowie ",
        "; sowie ",
        " und ",
        ". Vgl. auch ",
        ". ",
        "; kritisch ",
        "; anders ",
        "; zuletzt ",
    ],
    "fr": [" ; ", "; ", " ; voir aussi ", " et ", ", et ", ". Voir aussi ", " ; cf. "],
    "it": ["; ", "; ", "; cfr. anche ", "; si veda anche ", " e ", ". ", "; inoltre "],
    "es": ["; ", "; ", "; véase también ", " y ", ". Véase también "],
    **other.LINKS,
}
QUOTED_IN = {
    "en": [
        ", quoted in ",
        ", cited in ",
        ", cited by ",
        ", reprinted in ",
        ", as quoted in ",
        "; quoted in ",
        ", translated in ",
    ],
    "de": [
        ", zit. nach ",
        ", zitiert nach ",
        ", hier zit. nach ",
        ", wieder abgedruckt in ",
        ", jetzt in: ",
        ", auch in: ",
    ],
    "fr": [", cité par ", ", cité dans ", ", repris dans ", ", cité in "],
    "it": [", cit. in ", ", citato in ", ", ora in ", ", ripubblicato in "],
    "es": [", citado en ", ", citado por "],
    **other.QUOTED_IN,
}
ARCHIVES = {
    "en": _list("""TNA, FO 371/{4} | The National Archives (TNA), CAB 23/{2} | PRO, HO 45/{4} | Box {1}, Folder {1}, Victor Serge Papers, Yale University Library | Hoover Institution Archives, Nicolaevsky Collection, box {2}, folder {1} | RGASPI, f. {2}, op. {1}, d. {3}, l. {2} | GARF f. {4}, op. {1}, d. {2}, ll. {2}–{2}
        National Archives, Washington, RG 59, box {3} | British Library, Add. MS {4}, fol. {2} | Bodleian Library, MS Eng. hist. c. {3} | IISH, Trotsky Archive, inv. no. {3} | Cambridge University Library, MS Add. {4} | Leon Trotsky Papers, Houghton Library, bMS Russ 13, {4}"""),
    "de": _list(
        "Bundesarchiv Berlin, R 43/II, {3}, Bl. {2} | BArch, R {2}/{4} | SAPMO-BArch, RY 1/I 2/3/{3}, Bl. {2} | GStA PK, I. HA Rep. {2}, Nr. {3} | Stadtarchiv Köln, Best. {3}, A {2} | PA AA, R {4} | Staatsarchiv Hamburg, 331-3, Nr. {3} | Nachlaß Weber, Nr. {2} | HStA Stuttgart, E {2}, Bü {3}"
    ),
    "fr": _list(
        "AN, F7 {4} | Archives nationales, F/7/{4} | AN, 94 AP {2} | BnF, ms. fr. {4}, fol. {2} | Archives départementales du Rhône, 4 M {3} | AMAE, Russie, vol. {3}, f. {2} | BDIC, fonds Serge, dossier {1} | Archives de la Préfecture de police, BA {4}"
    ),
    "it": _list(
        "ASV, Senato, Terra, reg. {2}, c. {2}r | Archivio di Stato di Firenze, Mediceo del Principato, filza {3}, c. {3}r | ASVe, Avogaria di Comun, b. {3}, fasc. {1} | ACS, Casellario politico centrale, b. {4} | BNM, ms. it. VII, {3} (={4}), cc. {2}v-{2}r | Biblioteca Apostolica Vaticana, Vat. lat. {4}, f. {2}v | Archivio Segreto Vaticano, Segreteria di Stato, Venezia, {2}"
    ),
    "es": _list(
        "AHN, Estado, leg. {4} | Archivo General de Indias, Indiferente, leg. {3} | AGA, caja {2}/{4} | Archivo General de la Nación, Gobernación, caja {2}, exp. {2}"
    ),
    **other.ARCHIVES,
}
NEWSPAPERS = {
    "en": _list(
        "The Times | The Guardian | New York Times | The Independent | Manchester Guardian | The Observer | Washington Post | Daily Telegraph | Financial Times"
    ),
    "de": _list(
        "Frankfurter Allgemeine Zeitung | Die Zeit | FAZ | Vossische Zeitung | Süddeutsche Zeitung | Frankfurter Rundschau | Der Spiegel | Die Rote Fahne | Neue Zürcher Zeitung"
    ),
    "fr": _list("Le Monde | Le Figaro | L’Humanité | Le Temps | La Wallonie | Libération | Le Libertaire"),
    "it": _list("Corriere della Sera | L’Unità | La Stampa | Avanti! | la Repubblica | Il Giornale d’Italia"),
    "es": _list("El País | ABC | El Sol | La Vanguardia | Solidaridad Obrera | La Batalla"),
    **other.NEWSPAPERS,
}
LEGAL = {
    "en": _list("""{=title:R. v. @ and @} ({=date:18##}) {=volume:##} {=container:Q.B.D.} {=pages:###} | {=title:@ v. @} ({=date:19##}) {=volume:##} {=container:T.L.R.} {=pages:###} | {=title:R v. @} {=date:[19##]} {=volume:#} {=container:AC} {=pages:###} | {=title:@ v. @} {=date:[19##]} {=volume:#} {=container:All E.R.} {=pages:###} | {=title:@ v. @}, {=volume:###} {=container:U.S.} {=pages:###} ({=date:19##}) | {=title:@ v. @} ({=date:19##}) {=volume:##} {=container:C.L.R.} {=pages:###}
        {=title:@ v @} ({=date:19##}) {=volume:##} {=container:ALR} {=pages:###}, {=pages:##} | {=title:@ v. @} ({=date:19##}) | {=title:@ v. The Queen} ({=date:19##}) {=volume:##} {=container:D.L.R. (4th)} {=pages:###} | {=title:Re @} {=date:[19##]} {=volume:#} {=container:F.L.R.} {=pages:###}
        {=title:Equality Act} {=date:2010}, {=pages:s. ##} | {=title:Sex Discrimination Act} {=date:19##} ({=place:Cth}) | {=title:Crimes Act} {=date:19##} ({=place:N.S.W.}) {=pages:s. ##} | {=title:Police and Criminal Evidence Act} {=date:19##} | {=title:Children Act} {=date:19##} ({=place:U.K.}) | {=title:Native Title Act} {=date:19##} ({=place:Cth.}) | {=title:Equal Opportunity Act} {=date:19##} ({=place:Vic.})
        {=title:Human Rights Act} {=date:19##} ({=place:Can.}) | {=container:H.C. Debs.}, {=volume:vol. ###}, {=pages:col. ###} ({=date:# March 19##}) | {=author:Home Office}, {=title:Protecting the Public} ({=date:19##}; {=other:Cm. ####}) | {=author:Law Commission}, {=title:Criminal Law: Rape within Marriage} ({=date:19##}; {=other:Law Com. no. ###}) | {=author:Home Affairs Committee}, {=title:Domestic Violence} ({=date:19##}; {=other:H.C. ###})"""),
    "de": _list(
        """{=container:BVerfGE} {=volume:##}, {=pages:###} | {=container:BGHZ} {=volume:##}, {=pages:###} ({=pages:###}) | {=title:§ ### BGB} | {=title:BT-Drs.} {=volume:##/####} | {=author:BVerfG}, {=container:NJW} {=date:19##}, {=pages:S. ####} | {=title:Art. ## GG} | {=author:BGH}, {=container:JZ} {=date:19##}, {=pages:###}"""
    ),
    "fr": _list(
        "{=author:Cass. crim.}, {=date:# mai 19##} | {=container:JO}, {=date:# juin 19##}, {=pages:p. ####} | {=title:art. ### du Code civil}"
    ),
    "it": _list(
        "{=author:Cass. civ.}, {=volume:n. ####}/{=date:19##} | {=title:art. ### c.c.} | {=title:d.lgs. ###}/{=date:19##}"
    ),
    "es": _list("{=title:STC ##}/{=date:19##} | {=title:art. ## CE} | {=container:BOE}, {=date:# de junio de 19##}"),
    **other.LEGAL,
}
