"""The LaTeX commands that bibliographies use, and what they mean in Unicode.

Facts from the LaTeX2e reference (inputenc and fontenc definitions, textcomp) and the biblatex manual, section 4.6.
"""

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "t": "\u0361", "G": "\u030f", "U": "\u030e", "f": "\u0311", "h": "\u0309",
    "textcommabelow": "\u0326",
}  # fmt: skip
"""Accent command -> combining character."""

LETTERS = {
    "i": "ı", "j": "ȷ", "ss": "ß", "SS": "ẞ", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø",
    "l": "ł", "L": "Ł", "aa": "å", "AA": "Å", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ",
    "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ", "textschwa": "ə", "cyrchar": "",
    "cprime": "ʹ", "cdprime": "ʺ", "ayn": "ʿ", "hamza": "ʾ",
}  # fmt: skip

TEXT = {
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", "\n": " ", "\t": " ", "\r": " ",
    ",": "\u202f", ";": "\u2005", ":": "\u205f", "!": "", "/": "", "-": "\u00ad", "\\": " ", "@": "", "*": "",
    "thinspace": "\u202f", "enspace": "\u2002", "quad": "\u2003", "qquad": "\u2003\u2003", "space": " ", "par": " ",
    "newline": " ", "linebreak": " ", "nobreakspace": "\u00a0", "addspace": " ", "addnbspace": "\u00a0",
    "addabbrvspace": "\u00a0", "addthinspace": "\u202f", "addnbthinspace": "\u202f", "addlowpenspace": " ", "addhighpenspace": " ",
    "adddot": ".", "addcomma": ",", "addcolon": ":", "addperiod": ".", "adddotspace": ". ", "isdot": "", "slash": "/",
    "bibrangedash": "–", "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "textquotesingle": "'", "textquotedbl": '"', "lq": "‘",
    "rq": "’", "quotesinglbase": "‚", "quotedblbase": "„", "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘",
    "flqq": "«", "frqq": "»", "flq": "‹", "frq": "›", "guillemotleft": "«", "guillemotright": "»",
    "guillemetleft": "«", "guillemetright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "og": "«\u202f",
    "fg": "\u202f»", "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textasciigrave": "`",
    "textunderscore": "_", "textbar": "|", "textless": "<", "textgreater": ">", "textbraceleft": "{",
    "textbraceright": "}", "lbrace": "{", "rbrace": "}", "textdollar": "$", "textpercent": "%",
    "textexclamdown": "¡", "textquestiondown": "¿", "S": "§", "P": "¶", "textsection": "§", "textparagraph": "¶",
    "dag": "†", "ddag": "‡", "textdagger": "†", "textdaggerdbl": "‡", "copyright": "©", "textcopyright": "©",
    "textregistered": "®", "texttrademark": "™", "pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€",
    "EUR": "€", "textyen": "¥", "textcent": "¢", "textdegree": "°", "degree": "°", "textordfeminine": "ª",
    "textordmasculine": "º", "textbullet": "•", "textperiodcentered": "·", "textellipsis": "…", "dots": "…",
    "ldots": "…", "textnumero": "№", "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾",
    "textmu": "µ", "texttimes": "×", "textdiv": "÷", "textpm": "±", "textonesuperior": "¹", "texttwosuperior": "²",
    "textthreesuperior": "³", "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX", "LaTeXe": "LaTeX2e",
    "protect": "", "relax": "", "xspace": "", "ignorespaces": "", "noindent": "", "frenchspacing": "",
    "textminus": "−", "textbrokenbar": "¦", "textasciimacron": "¯", "textlogicalnot": "¬", "textcurrency": "¤",
    "textrightarrow": "→", "textleftarrow": "←", "textuparrow": "↑", "textdownarrow": "↓",
    "selectfont": "", "textcompwordmark": "\u200c", "hyphen": "-", "textregion": "",
}  # fmt: skip

MATH = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "times": "×", "cdot": "⋅", "pm": "±", "mp": "∓", "div": "÷", "leq": "≤",
    "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠", "approx": "≈", "sim": "∼", "equiv": "≡", "infty": "∞",
    "partial": "∂", "nabla": "∇", "in": "∈", "subset": "⊂", "cup": "∪", "cap": "∩", "forall": "∀", "exists": "∃",
    "rightarrow": "→", "to": "→", "leftarrow": "←", "leftrightarrow": "↔", "Rightarrow": "⇒", "ell": "ℓ",
    "hbar": "ℏ", "sqrt": "√", "sum": "∑", "prod": "∏", "int": "∫", "bullet": "•", "circ": "∘", "star": "⋆",
    "dagger": "†", "ddagger": "‡", "prime": "′", "langle": "⟨", "rangle": "⟩", "ldots": "…", "cdots": "⋯",
    "flat": "♭", "sharp": "♯", "natural": "♮", "aleph": "ℵ", "degree": "°", "lbrace": "{", "rbrace": "}",
}  # fmt: skip
"""What these mean inside `$...$` or `\\ensuremath`."""

MARKUP = {
    "emph": "i", "textit": "i", "textsl": "i", "mkbibemph": "i", "mkbibitalic": "i", "textbf": "b", "mkbibbold": "b",
    "textsc": "sc", "textsuperscript": "sup", "mkbibsuperscript": "sup", "textsubscript": "sub",
    "mkbibsubscript": "sub",
}  # fmt: skip
"""Command with an argument -> element of the inline markup."""

DECLARATIONS = {
    "em": "i", "it": "i", "itshape": "i", "sl": "i", "slshape": "i", "bf": "b", "bfseries": "b", "sc": "sc",
    "scshape": "sc",
}  # fmt: skip
"""Command that holds to the end of its group -> element."""

SURROUND = {
    "text": ("", ""), "textrm": ("", ""), "textnormal": ("", ""), "textup": ("", ""), "textmd": ("", ""),
    "textsf": ("", ""), "texttt": ("", ""), "mbox": ("", ""), "hbox": ("", ""),
    "mathrm": ("", ""), "textlatin": ("", ""), "textgreek": ("", ""),
    "textcyrillic": ("", ""), "autocap": ("", ""), "uline": ("", ""), "enquote": ("“", "”"),
    "mkbibquote": ("“", "”"), "mkbibparens": ("(", ")"), "mkbibbrackets": ("[", "]"),
}  # fmt: skip
"""Command with an argument -> what stands before and after it; otherwise the argument is all."""

_CYRILLIC = (
    "a b v g d e zh z i ishrt k l m n o p r s t u f h c ch sh shch hrdsn ery sftsn erev yu ya",
    "абвгдежзийклмнопрстуфхцчшщъыьэюя",
)
CYRILLIC = {
    f"cyr{name}": letter for name, letter in zip(_CYRILLIC[0].split(), _CYRILLIC[1], strict=True)
} | {"cyryo": "ё", "cyrii": "і", "cyryi": "ї", "cyrie": "є", "cyrgup": "ґ", "cyrushrt": "ў"}  # fmt: skip
CYRILLIC |= {name.upper(): letter.upper() for name, letter in CYRILLIC.items()}
"""The letters of the T2A encoding, which are read but never written: few documents have the fonts for it."""

ADDRESSES = frozenset({"url", "path", "nolinkurl"})
"""Commands whose argument stands as it is: there `~` is no space, and `%` no comment."""

SILENT = frozenset({"rm", "rmfamily", "normalfont", "upshape", "mdseries", "tt", "ttfamily", "sf", "sffamily", "small"})
"""Declarations without a trace in plain text."""

DROPPED = frozenset({"noopsort", "sortnoop", "noop", "SortNoop"})
"""Commands whose argument is there for sorting alone."""
