"""Personal and corporate names in the parts CSL and BibLaTeX share."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name. A corporate or otherwise unsplit name has only `literal`.

    `particle` is BibTeX's "von" part; whether it sorts with the family name (CSL's non-dropping particle) is the
    entry's `useprefix` option, so it is kept neutral here. `others` stands for BibTeX's `and others`.
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    others: bool = False

    @property
    def display(self) -> str:
        """The name in reading order, as a person would write it."""
        if self.others:
            return "et al."
        if self.literal:
            return self.literal
        words = " ".join(part for part in (self.given, self.particle, self.family) if part)
        return f"{words}, {self.suffix}" if self.suffix else words

    @property
    def inverted(self) -> str:
        """The name as a list sorts it: family first."""
        if self.others or self.literal:
            return self.display
        family = " ".join(part for part in (self.particle, self.family) if part)
        return ", ".join(part for part in (family, self.suffix, self.given) if part)
