"""What BibTeX text is made of: its blocks, fields and faults, and the patterns that find them.

The rules are those of the `bibtex` program (bibtex.web, section "Reading the database file(s)"), with `%` as comment
between the tokens of an entry.
"""

import re
from typing import NamedTuple

WS = r"[ \t\r\n\f\v]*+"
SKIP = r"(?:[ \t\r\n\f\v]++|%[^\r\n]*+)*+"
NAME = r"(?!@)[^ \t\r\n\f\v\"#%'(),={}]++"
BRACED = r"\{[^{}]*+\}"
for _ in range(4):
    BRACED = r"\{[^{}]*+(?:" + BRACED + r"[^{}]*+)*+\}"
QUOTED = r"\"[^\"{}]*+(?:" + BRACED + r"[^\"{}]*+)*+\""
_PART = f"(?:{BRACED}|{QUOTED}|{NAME})"
VALUE = f"{_PART}(?:{SKIP}#{SKIP}{_PART})*+"

ENTRY = re.compile(
    rf"@{WS}({NAME}){WS}\{{{WS}([^ \t\r\n\f\v,{{}}=\"#%]++){SKIP}(?:,{SKIP}{NAME}{SKIP}={SKIP}{VALUE}{SKIP})*+(?:,{SKIP})?+\}}"
)
"""A whole entry that follows every rule and nests at most five deep: nearly all of them, in one step."""
WHOLE_FIELD = re.compile(rf",{SKIP}({NAME}){SKIP}={SKIP}({VALUE}){SKIP}")
"""A field of an entry that `ENTRY` matched: from its comma to the next one, or to the closing brace."""
HEAD = re.compile(rf"@{WS}({NAME}){WS}([{{(])")
FIELD = re.compile(rf"{SKIP}({NAME}){SKIP}={SKIP}({VALUE}){SKIP}(,?)")
BLANK = re.compile(SKIP)
WORD = re.compile(NAME)
NEXT_BLOCK = re.compile(r"^[ \t]*@[ \t]*[A-Za-z][\w+-]*\s*[{(]", re.MULTILINE | re.ASCII)
NEXT_FIELD = re.compile(r"^[ \t]*([A-Za-z][\w+:-]*)\s*=\s*[{\"\w]", re.MULTILINE | re.ASCII)

SPECIAL = {"comment": "comment", "string": "string", "preamble": "preamble"}
"""The block types that are no entries."""


class Fault(NamedTuple):
    """Where a block breaks the rules, and how.

    `fatal` where the block's own end had to be guessed; `far` where what stands after that end had a say in it.
    """

    offset: int
    reason: str
    fatal: bool = False
    far: bool = False


class Field(NamedTuple):
    """A field: `text[start:name_end]` is its name, `text[value_start:value_end]` its value with delimiters.

    `end` is past the comma where there is one.
    """

    start: int
    name_end: int
    value_start: int
    value_end: int
    end: int


class Block(NamedTuple):
    """`text[start:end]`. `kind` is "entry", "string", "preamble" or "comment"; `entry_type` is as written.

    `text[key_start:key_end]` is the citekey; the fields begin at `body`.
    """

    kind: str
    start: int
    end: int
    entry_type: str
    key: str
    key_start: int
    key_end: int
    body: int
    faults: tuple[Fault, ...] = ()
    whole: bool = False
    """Whether it is an entry that `ENTRY` matches."""

    @property
    def broken(self) -> bool:
        """Whether the end of the block had to be guessed."""
        return any(fault.fatal for fault in self.faults)

    @property
    def far(self) -> bool:
        """Whether what stands behind the block may have a say in how it reads."""
        return any(fault.far for fault in self.faults)


def skip(text: str, position: int, limit: int) -> int:
    """Return the offset of the next token: white space and `%` comments are passed."""
    found = BLANK.match(text, position, limit)
    return found.end() if found else position


LOOKBACK = 200
"""How many characters before a block may have a say in whether it is one."""


def line_start(text: str, offset: int) -> int:
    """Return where the line of an offset begins; only the last characters are looked at (more are no indentation)."""
    first = max(0, offset - LOOKBACK)
    return max(text.rfind("\n", first, offset), text.rfind("\r", first, offset), first - 1) + 1
