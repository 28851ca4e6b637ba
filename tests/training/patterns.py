"""The patterns of notes and bibliographies, by language and kind of work, in the language of `templates`."""

import other_languages as other

FULL: dict[str, dict[str, list[str]]] = {
    "en": {
        "book": [
            "{A:gf}, {T:i}, {=editor:ed. }{E:gf} ({P}: {U}, {Y})‹, {L}›", "{A:gf}, {T:i} ({=date:19##}; {=edition:repr. }{P}: {U}, {Y})‹, {L}›", "{A:gf}, {T:i}, {=volume:2 vols.} ({P}: {U}, {Y}), {v}, {l}", "{A:gf}, {T:i}, {=volume:2 vols} ({P}, {Y}), {=volume:vol. }{v}, {=pages:p. }{l}",
            "{A:gf}, {T:i} ({P}: {U}, {Y})‹, {L}›", "{A:if}, {T:i} ({P}: {U}, {Y})‹, {L}›", "{A:if}, {T:i} ({P}, {Y})‹, {L}›", "{A:if}, {T:i} ({Y})‹ {L}›",
            "{A:if}, {T:i} ({Y})‹, {L}›", "{A:if}, {T:i} ({N}, {Y})‹ {L}›", "{A:gf}, {T:i} ({N}, {Y})‹, {L}›", "{A:gf}, {T:i}, {P}, {Y}‹, {L}›", "{A:gf}, {T:i}, {P}: {U}, {Y}‹, {L}›",
            "{A:if}, {T:i}, {P} {Y}‹, {L}›", "{A:gf}, {T:i}, {=translator:trans. }{X:gf} ({P}: {U}, {Y})‹, {L}›", "{A:if}, {T:i}, {=translator:tr. }{X:if} ({Y})‹ {L}›",
            "{A:gf}, {T:i}, {N} ({P}: {U}, {Y})‹, {L}›", "{A:fi}, {T:i} ({P}, {Y})‹ {L}›", "{A:gf}, {T:i} ({U}, {Y})‹, {L}›", "{A:gf}, {T:i} ({U} {Y})‹ {l}›",
            "{A:gf}, {T:i}, {S} ({P}: {U}, {Y})‹, {L}›", "{A:if}, {T:i} ({S}, {P}, {Y})", "{A:f}, {T:i} ({Y}; {=other:Report no. 12})", "{A:f}, {T:i} ({Y})‹ {L}›", "{A:gf}, {T:i}, {=volume:vol. }{v} ({P}: {U}, {Y})‹, {L}›",
        ],
        "article": [
            "{A:gf}, “{T},” {C:i} {V}‹, {=volume:no. }{I}› ({Y}): {G}‹, {=pages:at }{l}›", "{A:if}, ‘{T}’ ({Y}) {V} {C:i} {g}‹, {=pages:at }{l}›", "{A:if}, ‘{T}’ ({Y}) {V} {C:i} {g}‹, {l}›",
            "{A:gf}, ‘{T}’ ({Y}) {V}‹({I})› {C:i} {g}", "{A:if}, ‘{T}’, {C:i}, {V} ({Y}), {=pages:pp. }{G}‹, {=pages:at p. }{l}›", "{A:if}, ‘{T}’, {C:i} {V} ({Y}), {G}‹, {l}›",
            "{A:gf}, ‘{T}’, {C:i} {V}:{I} ({Y}), {G}", "{A:gf}, “{T},” {C:i} {V} ({Y}): {L}", "{A:gf}, “{T},” {C:i}, {D}, {L}", "{A:gf}, ‘{T}’, {C:i}, {D}", "{A:if}, “{T}”, {C:i} {V}, {Y}, {=pages:pp. }{G}",
            "{A:gf}, {T}, {V} {C:i} {g} ({Y})", "{A:if}, ‘{T}’ {=container:in }{C:i} {V} ({Y}) {G}", "{A:gf}, ‘{T}’, {C:i}, {=volume:vol. }{V}, {=volume:no. }{I} ({Y}), {=pages:pp. }{G}",
        ],
        "chapter": [
            "{A:gf}, {=title:Introduction} {=in:to }{=other:Victor @}, {C:i} ({P}: {U}, {Y}), {G}", "{A:gf}, {=title:Foreword} {=in:to }{=other:Mary @}, {C:i} ({P}: {U}, {Y}), {=pages:xii}", "{A:if}, ‘{T}’, {=in:in }{E:f} {Y}: {G}",
            "{A:gf}, “{T},” {=in:in }{C:i}, {=editor:ed. }{E:gf} ({P}: {U}, {Y}), {G}", "{A:gf}, “{T},” {=in:in }{C:i}, {=editor:ed. }{E:gf} ({P}: {U}, {Y}), {L}", "{A:if}, ‘{T}’ {=in:in }{C:i}, {=editor:ed. }{E:if} ({Y})‹ {l}›",
            "{A:if}, ‘{T}’ {=in:in }{C:i}, {=editor:eds. }{E:if} ({Y})‹ {l}›", "{A:if}, ‘{T}’, {=in:in }{E:if} {=editor:(ed.)}, {C:i} ({P}, {Y}), {=pages:pp. }{G}", "{A:if}, ‘{T}’, {=in:in }{E:if} {=editor:(eds.)}, {C:i} ({P}: {U}, {Y})‹, {L}›",
            "{A:gf}, ‘{T}’, {=in:in }{E:gf} {=editor:(ed.)}, {C:i}, {P}: {U}, {Y}, {=pages:pp. }{G}", "{A:if}, ‘{T}’, {=in:in }{E:if} {=editor:(edd.)}, {C:i}, {P} {Y}, {=pages:pp. }{G}", "{A:gf}, ‘{T}’ {=in:in }{E:gf} {=editor:(ed)}, {C:i} ({U} {Y})‹ {l}›",
        ],
        "edited": ["{E:gf} {=editor:(eds.)}, {T:i} ({P}: {U}, {Y})‹, {L}›", "{E:if} {=editor:(ed.)}, {T:i} ({Y})", "{E:gf}{=editor:, eds.}, {T:i} ({P}: {U}, {Y})", "{T:i}, {=editor:ed. }{E:gf} ({P}: {U}, {Y})‹, {L}›", "{T:i}, {=editor:edited by }{E:if} ({Y})"],
        "list": [
            "{A:fg}. {T:i}. {P}: {U}, {Y}.", "{A:fi} ({Y}) {T:i}, {P}: {U}.", "{A:fi} {Y}. {T:i}. {P}: {U}.", "{A:fg}. {Y}. {T:i}. {P}: {U}.", "{A:fg}. “{T}.” {C:i} {V}, {=volume:no. }{I} ({Y}): {G}.",
            "{A:fi} ({Y}) ‘{T}’, {C:i} {V}‹({I})›: {G}.", "{A:fg}. “{T}.” {=in:In }{C:i}, {=editor:edited by }{E:gf}, {G}. {P}: {U}, {Y}.", "{A:fi} ({Y}) ‘{T}’, {=in:in }{E:if} {=editor:(eds.)} {C:i}, {P}: {U}, {=pages:pp. }{G}.",
            "{A:fg}. {Y}. “{T}.” {=in:In }{C:i}, {=editor:eds. }{E:gf}, {G}. {P}: {U}.", "{E:fg}{=editor:, ed.} {T:i}. {P}: {U}, {Y}.", "{A:fi}, {T:i}, {P} {Y}.", "{A:fi} ({Y}). {T}. {C:i}, {V}‹({I})›, {G}.", "{A:fg}, “{T},” {C:i} {V} ({Y}) {G}.",
            "{A:fg}. {T:i}. {S}. {P}: {U}, {Y}.", "{A:fi} ({Y}). {T}. {U}, {P}.", "{A:fg}. {Y}. {T:i}. {C}. {P}: {U}.", "{A:fi}, {Y}, {T}: {P}, {U}, {=pages:#PP p.}", "{A:fg} {Y} {T}. {C} {V}: {G}.", "{A:fg} {Y} {T}. {U}, {P}.", "{A:fg} {Y} {T}. {=in:In }{C}. {E:gf}{=editor:, eds.} {=pages:Pp. }{G}. {P}: {U}.",
            "{A:fi} & {E:fi} ({Y}). {T}. {P}: {U}.", "{A:fi} {Y}. {T}. {C} {V}‹({I})›: {G}.", "{A:fg}. “{T}.” {C:i}, {D}.", "{A:fi} ({Y}), {T:i} ({P}, {U}).", "{A:fg}. {T:i}. {N} {P}: {U}, {Y}.", "{A:fg}. “{T}.” {=other:PhD diss.}, {U}, {Y}.", "{A:fi} ({Y}). {T} ({=other:Doctoral dissertation}). {U}, {P}.",
        ],
    },
    "de": {
        "book": [
            "{A:gf}, {T:i}, {=editor:hg. v. }{E:gf}, {P} {Y}‹, {L}›", "{A:gf}: {T:i}. {=editor:Hrsg. von }{E:gf}. {P}: {U} {Y}‹, {L}›", "{A:gf}, {T:i}, {=date:19##}, {=edition:Nachdr. }{P} {Y}‹, {L}›",
            "{A:gf}, {T:i}, {P} {Y}‹, {L}›", "{A:gf}: {T:i}. {P}: {U} {Y}‹, {L}›", "{A:gf}: {T:i}, {P} {Y}‹, {L}›", "{A:fg}, {T:i}, {P} {Y}‹, {L}›", "{A:fg}: {T:i}, {P}: {U} {Y}‹, {L}›", "{A:if}, {T}, {P} {Y}‹, {L}›", "{A:f}, {T}, {P} {Y}‹, {L}›",
            "{A:f}, {T}, {Y}‹, {L}›", "{A:gf}, {T}, {N}, {P} {Y}‹, {L}›", "{A:if} ({Y}), {T}, {P}‹, {L}›", "{A:fi}: {T}, {N} {P} {Y}‹, {L}›", "{A:gf}, {T}. ({P}: {U}, {Y})‹, {L}›", "{A:f}, {t}, {N} {Y}, {L}", "{A:gf}, {T}, {P}: {U}, {Y}‹, {L}›",
            "{A:gf}, {T} ({S}), {P} {Y}‹, {L}›", "{A:f}: {T}. {P} {Y}‹, {L}›", "{A:fg}: {T}. {P} {Y}", "{A:f}/{E:f}: {T}, {P} {Y}", "{A:gf}, {T}, {=volume:Bd. }{v}, {P} {Y}‹, {L}›", "{A:gf}, {T}, {=other:Diss.} {P} {Y}‹, {L}›",
        ],
        "article": [
            "{A:gf}, {T}, {=in:in: }{C:i} {V} ({Y}), {=volume:H. }{I}, {=pages:S. }{G}", "{A:gf}: {T}, {=in:in: }{C:i} {V} ({Y}), {=volume:H. }{I}, {=pages:S. }{G}‹, {=pages:hier S. }{l}›", "{A:fg}: {T}. {=in:In: }{C:i}, {=volume:Jg. }{V} ({Y}), {=volume:Nr. }{I}, {=pages:S. }{G}",
            "{A:gf}, {T}, {=in:in: }{C:i} {V} ({Y}), {=pages:S. }{G}‹, {=pages:hier S. }{l}›", "{A:gf}, {T}, {=in:in: }{C} {V}, {Y}, {=pages:S. }{g} {=pages:ff.}", "{A:gf}: {T}. {=in:In: }{C:i} {V} ({Y}), {=pages:S. }{G}.", "{A:fg}, {T}, {C} {V} ({Y}), {=pages:S. }{G}‹ ({l})›",
            "{A:f}, {C} {Y}, {=pages:S. }{g}‹ {=pages:ff.}›", "{A:f}, {T}, {C} {Y}, {g}‹ ({l})›", "{A:f}, {T}, {C} {V} ({Y}), {=pages:S. }{g} {=pages:ff.}", "{A:gf}, „{T}“, {=in:in: }{C:i} {V}, {=volume:H. }{I} ({Y}), {=pages:S. }{G}", "{A:if}, {T}, {C} {V} ({Y}), {G}", "{A:gf}, {T}, {=in:in: }{C}, {=volume:Jg. }{V}, {Y}, {=pages:S. }{G}",
        ],
        "chapter": [
            "{A:gf}, {=title:Einleitung}, {=in:in: }{=other:Max @}, {C:i}, {P} {Y}, {=pages:S. }{G}", "{A:if}, {T}, {=in:in: }{E:f} {Y}, {=pages:S. }{G}",
            "{A:gf}, {T}, {=in:in: }{E:gf} {=editor:(Hg.)}, {C:i}, {P} {Y}, {=pages:S. }{G}‹, {=pages:hier S. }{l}›", "{A:gf}, {T}, {=in:in: }{E:gf} {=editor:(Hrsg.)}, {C}, {P} {Y}, {=pages:S. }{G}", "{A:fg}: {T}. {=in:In: }{E:fg} {=editor:(Hrsg.)}: {C}. {P}: {U} {Y}, {=pages:S. }{G}.",
            "{A:f}, {T}, {=in:in: }{E:f} {=editor:(Hrsg.)}, {C}, {Y}, {=pages:S. }{g} {=pages:ff.}‹, {=pages:S. }{l}›", "{A:gf}, {T}, {=in:in: }{=editor:ders. (Hg.)}, {C}, {P} {Y}, {=pages:S. }{G}", "{A:gf}, {T}, {=in:in: }{=editor:ders.}, {C}, {P} {Y}, {=pages:S. }{G}", "{A:gf}, {T}, {=in:in: }{C}, {=editor:hg. v. }{E:gf}, {P} {Y}, {=pages:S. }{G}",
            "{A:gf}, „{T}“, {=in:in: }{E:if} {=editor:(Hg.)}, {C:i} ({P}, {Y}), {=pages:S. }{g} {=pages:ff.}",
        ],
        "edited": ["{E:gf} {=editor:(Hg.)}, {T:i}, {P} {Y}‹, {L}›", "{E:fg} {=editor:(Hrsg.)}: {T:i}. {P}: {U} {Y}.", "{E:f} {=editor:(Hrsg.)}, {T}, {P} {Y}", "{T}, {=editor:hrsg. von }{E:gf}, {P} {Y}"],
        "list": [
            "{A:fg}: {T:i}. {P}: {U} {Y}.", "{A:fg} ({Y}): {T}. {P}: {U}.", "{A:fg}, {Y}: {T}, {P}.", "{A:fg}: {T}, {=in:in: }{C} {V} ({Y}), {=pages:S. }{G}.", "{A:fg} ({Y}): {T}, {=in:in: }{C} {V}‹ ({I})›, {=pages:S. }{G}.", "{A:fg} ({Y}): {T}, {=in:in: }{E:fg} {=editor:(Hrsg.)}: {C}, {P}: {U}, {=pages:S. }{G}.",
            "{A:fi} {Y}: {T}. {=in:In: }{E:fi} {=editor:(Hrsg.)}, {C}. {P}, {G}.", "{A:FG}: {T}. {P} {Y}.", "{A:fi}, {T}, {C} {V}, {Y}, {G}.", "{E:fg} {=editor:(Hg.)}: {T}. {P} {Y}.",
        ],
    },
    "fr": {
        "book": [
            "{A:gf}, {T:i}, {=editor:éd. }{E:gf}, {P}, {U}, {Y}‹, {L}›", "{A:gf}, {T:i}, {=translator:traduit de l’anglais par }{X:gf}, {P}, {U}, {Y}‹, {L}›", "{A:gf}, {T:i}, {P}, {U}, {=date:19##}, {=edition:rééd. }{Y}‹, {L}›", "{A:gf}, {T:i}, {P}, {U}, {Y}, {=volume:2 vol.}",
            "{A:gf}, {T:i}, {P}, {U}, {Y}‹, {L}›", "{A:if}, {T:i}, {P}, {U}, {Y}‹, {L}›", "{A:gf}, {T:i}, {P}, {Y}‹, {L}›", "{A:gf}, {T:i}, {U}, {Y}‹, {L}›", "{A:iF}, {T:i}, {P}, {U}, {Y}‹, {L}›", "{A:if}, {T:i} ({P}, {Y})‹, {L}›", "{A:fp}, {T:i}, {P}, {U}, {Y}‹, {L}›",
            "{A:gf}, {T:i}, {P}, {U}, {N}, {Y}‹, {L}›", "{A:gf}, {T:i}, {P}, {U}, {S}, {Y}‹, {L}›", "{A:gf}, {T:i}, {=volume:t. }{v}, {P}, {U}, {Y}‹, {L}›", "{A:gf}, {T:i}, {=other:thèse de doctorat}, {U}, {Y}‹, {L}›", "{A:gf}, {T:i}, {=translator:trad. }{X:gf}, {P}, {U}, {Y}‹, {L}›",
        ],
        "article": [
            "{A:gf}, « {T} », {C:i}, {=volume:n° }{I}, {Y}, {=pages:p. }{G}", "{A:gf}, « {T} », {C:i}, {=volume:vol. }{V}, {=volume:n° }{I}, {Y}, {=pages:p. }{G}‹, {=pages:ici p. }{l}›", "{A:if}, « {T} », {C:i}, {V}, {Y}, {=pages:p. }{G}", "{A:iF}, «{T}», {C:i} {V} ({Y}), {=pages:pp. }{G}", "{A:gf}, « {T} », {C:i}, {D}‹, {L}›",
            "{A:fp}, « {T} », {C} {V}, {Y}, {=pages:p. }{G}", "{A:gf}, « {T} », {=in:in }{C:i}, {=volume:t. }{V}, {Y}, {=pages:p. }{G}",
        ],
        "chapter": [
            "{A:gf}, {=title:préface} {=in:à }{=other:Jean @}, {C:i}, {P}, {U}, {Y}, {=pages:p. }{G}", "{A:fp}, {T}, {=in:in }{E:f} {Y}, {=pages:p. }{G}", "{A:if}, « {T} », {=in:dans }{E:f} {Y}, {=pages:p. }{G}",
            "{A:gf}, « {T} », {=in:in }{E:gf} {=editor:(dir.)}, {C:i}, {P}, {U}, {Y}, {=pages:p. }{G}", "{A:gf}, « {T} », {=in:dans }{E:gf} {=editor:(éd.)}, {C:i}, {P}, {U}, {Y}, {=pages:p. }{G}", "{A:if}, « {T} », {=in:dans }{C:i}, {=editor:sous la direction de }{E:gf}, {P}, {Y}, {=pages:p. }{G}", "{A:iF}, «{T}», {=in:in }{E:iF} {=editor:(éds)}, {C:i}, {P}, {Y}, {=pages:pp. }{G}",
        ],
        "edited": ["{E:gf} {=editor:(dir.)}, {T:i}, {P}, {U}, {Y}‹, {L}›", "{E:if} {=editor:(éds)}, {T:i}, {P}, {Y}"],
        "list": [
            "{A:FG} ({Y}). {T:i}. {P}, {U}.", "{A:FG} ({Y}). « {T} », {C:i}, {=volume:vol. }{V}, {=volume:n° }{I}, {=pages:p. }{G}.", "{A:FG}, {T:i}, {P}, {U}, {Y}, {=pages:#PP p.}", "{A:fp}, {Y} : {T:i}, {P}, {U}.", "{A:Fp}, {T:i}, {P}, {U}, {Y}.", "{A:fi} ({Y}), « {T} », {C:i}, {V}‹, {I}›, {=pages:pp. }{G}.",
            "{A:FG} ({Y}). {T}. {U}, {P}, {=pages:#PP p.}", "{A:fg}, {Y}, « {T} », {=in:in }{E:gf} {=editor:(dir.)}, {C:i}, {P}, {U}, {=pages:p. }{G}.", "{A:fi} ({Y}). {T}. {=in:Dans }{E:if} {=editor:(dir.)}, {C:i} ({=pages:p. }{G}). {P} : {U}.", "{A:fg}. {T:i}. {P} : {U}, {Y}. {=pages:#PP p.}", "{A:Fi}, « {T} », {C:i}, {V}, {Y}, {=pages:p. }{G}.",
            "{A:FG} ({Y}). {T}, {U}, {=pages:#PP p.}", "{A:fi}, {Y}. {T}. {C:i} {V}: {G}.", "{A:FG}. {T}. {P} : {U}, {Y}. {=pages:#PP p.} ({S}).", "{A:fi} ({Y}). {T}, {P}, {U}, {S}.", "{A:FG} ({Y}), {T}, {C}, {P}, {=pages:p. }{G}.", "{A:FG} ({Y}). {T}. {=other:Thèse de doctorat}, {U}.", "{A:fg} ({Y}), {T:i}, {U}, {P}.", "{A:fp}, {T}, {=in:in }{E:fp} {=editor:(dir.)}, {C:i}, {P}, {Y}, {=pages:p. }{G}.", "{A:fp}, {T}, {C}, {V}, {Y}, {=pages:p. }{G}.", "{A:fg}, {Y}, {T}, {=other:rapport}, {U}, {P}.",
        ],
    },
    "it": {
        "book": [
            "{A:gf}, {T:i}, {=editor:a cura di }{E:gf}, {P}, {U}, {Y}‹, {L}›", "{A:if}, {T:i}, {P}, {U}, {Y} ({=edition:rist. anast. }{=date:19##})‹, {L}›", "{A:if}, {T:i}, {P}, {U}, {=date:19##}, {=volume:2 voll.}, {v}, {=pages:p. }{l}",
            "{A:if}, {T:i}, {P}, {U}, {Y}‹, {L}›", "{A:if}, {T:i}, {P} {Y}‹, {L}›", "{A:gf}, {T:i}, {P}, {U}, {Y}‹, {L}›", "{A:gf}, {T:i}, {P}, {Y}‹, {L}›", "{A:iF}, {T:i}, {P} {Y}‹, {L}›", "{A:iF}, {T:i}, {P}, {U}, {Y}‹, {L}›", "{A:if}, {T:i}, {U}, {P} {Y}‹, {L}›", "{A:fi}, {T:i}, {P} {Y}‹, {L}›", "{A:gf}, {T:i}, {=translator:trad. it. di }{X:if}, {P} {Y}‹, {L}›", "{A:if}, {T:i}, {=volume:vol. }{v}, {P}, {U}, {Y}‹, {L}›", "{A:if}, {T:i} ({S}), {P} {Y}‹, {L}›", "{A:if}, {T:i}, {v}, {P} {Y}‹, {L}›",
        ],
        "article": [
            "{A:if}, {T:i}, «{C}», {V} ({Y}), {=pages:pp. }{G}‹: {l}›", "{A:if}, {T:i}, «{C}», {V}, {Y}, {=pages:pp. }{G}", "{A:if}, {T:i}, “{C}”, {V} ({Y}), {=volume:n. }{I}, {=pages:pp. }{G}", "{A:if}, {T:i}, {=in:in }«{C}», {V} ({Y}), {=pages:pp. }{G}", "{A:iF}, {T:i}, «{C}», {=volume:n.s., }{V}, {Y}, {=pages:pp. }{G}", "{A:gf}, {T:i}, «{C}», {I}, {Y}, {L}", "{A:if}, ‘{T}’, {C:i} {V} ({Y}), {=pages:pp. }{G}", "{A:if}, “{T}”, {C:i}, {V}, {Y}, {=pages:pp. }{G}",
        ],
        "chapter": [
            "{A:if}, {=title:Prefazione} {=in:a }{=other:C. @}, {C:i}, {P}, {U}, {Y}, {=pages:pp. }{G}", "{A:if}, {T:i}, {=in:in }{E:f} {Y}, {=pages:pp. }{G}",
            "{A:if}, {T:i}, {=in:in }{C:i}, {=editor:a cura di }{E:if}, {P}, {U}, {Y}, {=pages:pp. }{G}", "{A:if}, {T:i}, {=in:in }{C:i}, {=editor:a c. di }{E:if}, {P} {Y}, {=pages:pp. }{G}‹, {=pages:p. }{l}›", "{A:if}, {T:i}, {=in:in }{E:if} {=editor:(a cura di)}, {C:i}, {P} {Y}, {=pages:pp. }{G}", "{A:if}, ‘{T}’, {=in:in }{E:if} {=editor:(ed.)}, {C:i}, {P} {Y}, {=pages:pp. }{G}", "{A:iF}, {T:i}, {=in:in }{C:i}, {P} {Y}, {=pages:pp. }{G}", "{A:if}, “{T}”, {=in:in }{E:if} {=editor:(edd.)}, {C:i}, {P} {Y}, {=pages:pp. }{G}",
        ],
        "edited": ["{T:i}, {=editor:a cura di }{E:if}, {P}, {U}, {Y}‹, {L}›", "{E:if} {=editor:(a cura di)}, {T:i}, {P} {Y}‹, {L}›", "{T:i}, {=editor:a c. di }{E:gf}, {P} {Y}"],
        "list": [
            "{A:fg}, {T:i}, {P}, {U}, {Y}.", "{A:fi}, {T:i}, {P} {Y}", "{A:FG}, {T:i}, {P}, {U}, {Y}.", "{A:Fi}, {Y}, {T:i}, {P}.", "{A:fi} {Y}, {T:i}, «{C}», {V}, {=pages:pp. }{G}", "{A:if}, {T:i}, {P} {Y}.", "{A:iF}, {T:i}, {P} {Y}.", "{A:Fi} {Y}: “{T}”, {=in:in }{C:i}, {P}: {G}.", "{A:if}, ‘{T}’, {C:i} {V} ({Y}), {=pages:pp. }{G}.", "{A:fi} {Y}, {T:i}, {S}, {P}.", "{A:if}, ‘{T}’, {=in:in }{E:if} {=editor:(edd.)}, {C:i}, {P} {Y}, {=pages:pp. }{G}.", "{A:FG} {Y}, {T:i}, {U}, {P}.",
        ],
    },
    "es": {
        "book": [
            "{A:gf}, {T:i}, {=editor:edición de }{E:gf}, {P}, {U}, {Y}‹, {L}›", "{A:gf}, {T:i}, {N}, {P}, {U}, {Y}‹, {L}›", "{A:gf}, {T:i}, {P}, {U}, {Y}‹, {L}›", "{A:gf}: {T:i}, {P}, {U}, {Y}‹, {L}›", "{A:if}, {T:i}, {P}, {Y}‹, {L}›", "{A:FG}, {T:i}, {P}, {U}, {Y}‹, {L}›", "{A:fg}: {T:i}, {P}: {U}, {Y}‹, {L}›"],
        "article": ["{A:gf}, «{T}», {C:i}, {V} ({Y}), {=pages:pp. }{G}", "{A:gf}, “{T}”, {C:i}, {=volume:núm. }{I}, {Y}, {=pages:pp. }{G}", "{A:gf}: «{T}», {C:i}, {=volume:vol. }{V}, {=volume:n.º }{I} ({Y}), {=pages:pp. }{G}"],
        "chapter": ["{A:gf}, “{T}”, {=in:en }{E:gf} {=editor:(ed.)}, {C:i}, {P}, {U}, {Y}, {=pages:pp. }{G}", "{A:gf}: «{T}», {=in:en }{E:gf} {=editor:(coord.)}, {C:i}, {P}, {U}, {Y}, {=pages:pp. }{G}"],
        "edited": ["{E:gf} {=editor:(ed.)}, {T:i}, {P}, {U}, {Y}", "{E:gf} {=editor:(coords.)}: {T:i}, {P}, {U}, {Y}"],
        "list": ["{A:fg} ({Y}): {T:i}, {P}, {U}.", "{A:FG} ({Y}), “{T}”, {C:i}, {V}, {=pages:pp. }{G}.", "{A:fg}. {T:i}. {P}: {U}, {Y}."],
    },
    **other.FULL,
}  # fmt: skip
SHORT: dict[str, list[str]] = {
    "en": [
        "{A:f}, {t}, {l}", "{A:f}, {T}, {L}", "{A:f}, {T:i}, {l}", "{A:gf}, {t:i}, {L}",
        "{A:f}, {t:i}, {L}", "{A:f}, {t:i}, {L}", "{A:f}, “{t},” {L}", "{A:f}, ‘{t}’, {L}", "{A:f} {Y}, {L}", "{A:f} {Y}: {l}", "{A:f} ({Y}), {L}", "{A:f} ({Y})", "{A:f} ({Y}: {l})", "{A:f} {Y}", "{A:f} ({Y}) {L}",
        "{A:f}, {=back:op. cit.}, {L}", "{A:f}, {=back:op. cit., n. }{n}, {=pages:p. }{l}", "{A:if}, {=back:op. cit., n. }{n}", "{A:if}, {=back:op. cit. n. }{n}, {=pages:at p. }{l}", "{A:f}, {=back:op. cit., n. }{n}, {=pages:at p. }{l}", "{A:f} ({=back:n }{n}{=back:)} {l}", "{A:f}, {=back:supra note }{n}, {=pages:at }{l}", "{A:f} ({=back:n. }{n} {=back:above}), {L}",
        "{=back:id.}, {=pages:p. }{l}", "{=back:Id.}, {=pages:at p. }{l}", "{=back:Ibid.}, {L}", "{=back:ibid.}", "{=back:Ibid.}", "{=back:Ibid}, {=pages:p. }{l}", "{=back:Idem}, {t:i}, {L}", "{=back:Idem}", "{A:f}, {=back:loc. cit.}", "{t:i}, {L}", "{A:f}, {=back:supra, n. }{n}", "{A:if}, {t:i}, {=pages:p. }{l}",
    ],
    "de": [
        "{A:f}, {t}, {l}", "{A:f}, {T}, {L}", "{A:gf}, {t}, {L}",
        "{A:f} {Y}, {=pages:S. }{l}", "{A:f} {Y}: {l}", "{A:f} ({Y}), {=pages:S. }{l}‹ {=pages:ff.}›", "{A:f} {Y}: {l}‹ {=pages:ff.}›", "{A:f} {Y}", "{A:f} ({Y})", "{A:f} ({Y}: {l})", "{A:f}, {t}, {L}", "{A:f}, {t} ({=back:Anm. }{n}), {L}", "{A:f} ({=back:Anm. }{n}), {L}", "{A:f}, {=back:a. a. O.}, {L}", "{A:f}, {=back:a.a.O.}, {=pages:S. }{l}",
        "{A:f} {=back:a.a.O. (Fn. }{n}), {=pages:S. }{l}", "{A:f} ({=back:Fn. }{n}), {L}", "{=back:ebd.}, {L}", "{=back:Ebd.}", "{=back:ebenda}, {L}", "{=back:ders.}, {T}, {P} {Y}‹, {L}›", "{=back:Ders.} {Y}, {=pages:S. }{l}", "{=back:ders.} ({Y}: {l})", "{=back:dies.}, {t}, {L}", "{=back:a. a. O.}, {L}", "{A:if}, {t}, {L}", "{A:f}, {L}", "{A:f} {Y}, {=pages:S. }{l}",
    ],
    "fr": [
        "{A:f}, {T:i}, {L}", "{A:if}, {t:i}, {L}", "{A:gf}, {T:i}, {L}",
        "{A:if}, {=back:op. cit.}, {L}", "{A:f}, {=back:op. cit.}, {L}", "{A:gf}, {t:i}, {=back:op. cit.}, {L}", "{A:if}, « {t} », {=back:art. cit.}, {L}", "{=back:Ibid.}, {L}", "{=back:Ibid.}", "{=back:Ibidem}, {L}", "{=back:Id.}, {t:i}, {L}", "{A:f}, {t:i}, {L}", "{A:f} {Y}, {L}", "{A:f} ({Y})", "{=back:loc. cit.}", "{A:f}, {=back:ouvr. cité}, {L}",
    ],
    "it": [
        "{A:f}, {T:i}, {L}", "{A:if}, {t:i}, {L}",
        "{A:f}, {t:i}, {=back:cit.}, {L}", "{A:if}, {t:i}, {=back:cit.}, {L}", "{A:f}, {=back:op. cit.}, {L}", "{=back:Ivi}, {L}", "{=back:ivi}, {L}", "{=back:Ibidem}", "{=back:Ibid.}, {L}", "{=back:Id.}, {T:i}, {P} {Y}‹, {L}›", "{=back:Id.}, {t:i}, {=back:cit.}, {L}", "{A:f}, {t:i}, {L}", "{A:f} {Y}, {L}", "{A:if}, {=back:art. cit.}, {L}", "{A:iF}, {t:i}, {=back:cit.}, {L}",
    ],
    "es": ["{A:f}, {=back:op. cit.}, {L}", "{A:if}, {t:i}, {=back:ob. cit.}, {L}", "{=back:Ibid.}, {L}", "{=back:Ibídem}, {L}", "{=back:Id.}, {t:i}, {L}", "{A:f}, {t:i}, {L}", "{A:f} ({Y}: {l})", "{A:f} {Y}, {L}"],
    **other.SHORT,
}  # fmt: skip
