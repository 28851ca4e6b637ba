"""Read blocks token by token: those that break a rule, nest deep, or stand in parentheses.

Where a value or an entry is never closed, the block ends before the next line that opens one, and what can still be
read of it is read.
"""

import re
from array import array
from bisect import bisect_left

from sergecite.bibtex.grammar import (
    FIELD,
    HEAD,
    NAME,
    NEXT_BLOCK,
    NEXT_FIELD,
    SKIP,
    SPECIAL,
    WORD,
    WS,
    Block,
    Fault,
    Field,
    line_start,
    skip,
)

_ASSIGN = re.compile(rf"(@?+{NAME}){SKIP}={SKIP}")
_KEY = {"}": re.compile(r"[^,{}=\"\r\n]*+"), ")": re.compile(r"[^,=\"\r\n]*+")}
_BRACES = re.compile(r"[{}]")
_PAREN_OR_BRACE = re.compile(r"[(){]")
_QUOTE_OR_BRACE = re.compile(r"[\"{}]")
_FIELD_AHEAD = re.compile(rf"{WS}{NAME}{WS}=")

_PIECE = 1 << 12
"""How much of a text is passed over at once where no brace in it can be the one that is looked for."""
_SEARCHES = 16
"""As often as the text is long may be gone through for closing braces, before all are paired once (keeps hostile text linear)."""


class CarefulReader:
    """Reads single blocks of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._left = _SEARCHES * len(text)
        self._opens: array[int] | None = None
        self._closes: array[int] = array("q")

    def block(self, at: int) -> Block | None:
        """Read the block that the `@` at an offset opens; None where it opens none."""
        text = self._text
        head = HEAD.match(text, at)
        if head is None:
            return None
        kind = SPECIAL.get(head[1].lower(), "entry")
        close = "}" if head[2] == "{" else ")"
        inside = head.end()
        block = Block(kind, at, inside, head[1], "", inside, inside, inside)
        if kind == "string":
            return self._with_fields(block, close)
        if kind != "entry":
            return self._opaque(block, close)
        start = skip(text, inside, len(text))
        found = _KEY[close].match(text, start)
        key = found[0].strip(" \t\f\v") if found else ""
        end = start + len(key)
        after = skip(text, end, len(text))
        sign = text[after : after + 1]
        nameless = block._replace(faults=(Fault(start, "the entry has no citekey"),))
        named = block._replace(key=key, key_start=start, key_end=end, body=end)
        if sign in (",", close):
            return self._with_fields(named if key else nameless._replace(body=start), close)
        if sign == "=" and " " not in key:
            return self._with_fields(nameless, close)
        if sign == "=":
            # "a title = ...": what stands before the field's name is the key.
            key = key.rpartition(" ")[0].rstrip(" \t\f\v")
            end = start + len(key)
            fault = Fault(end, "a comma is missing after the citekey")
            return self._with_fields(
                block._replace(key=key, key_start=start, key_end=end, body=end, faults=(fault,)), close
            )
        if key and " " not in key and _FIELD_AHEAD.match(text, after, after + 200):
            fault = Fault(end, "a comma is missing after the citekey")
            return self._with_fields(named._replace(faults=(fault,)), close)
        return self._unreadable(block, close)

    def fields(self, position: int, size: int, close: str, found: list[Field]) -> tuple[int, list[Fault]]:
        """Collect the fields from `position` to the closing delimiter; return the block's end and its faults."""
        text = self._text
        faults: list[Fault] = []
        match, append = FIELD.match, found.append
        limit = size
        comma = True
        while True:
            step = match(text, position, limit)
            if step is not None:
                if not comma:
                    faults.append(Fault(step.start(1), f"a comma is missing before {step[1]}"))
                start, name_end = step.span(1)
                value_start, value_end = step.span(2)
                position = step.end()
                comma = bool(step[3])
                append(Field(start, name_end, value_start, value_end, position if comma else value_end))
                continue
            position = skip(text, position, limit)
            sign = text[position : position + 1] if position < limit else ""
            if sign == close:
                return position + 1, faults
            if sign == ",":
                if comma and found:
                    faults.append(Fault(position, "a comma too many"))
                comma = True
                position += 1
                continue
            # Some take a field out by writing @ before its name: to bibtex that is a name like any other.
            assign = _ASSIGN.match(text, position, limit) if sign else None
            if not sign or (sign == "@" and assign is None):
                swallowed = self._swallowed(found)
                if swallowed is not None:
                    last = found.pop()
                    name = text[last.start : last.name_end]
                    faults.append(Fault(last.value_start, f"the value of {name} is never closed", fatal=True, far=True))
                    limit = min(limit, self._next_block(last.value_start))
                    position, comma = swallowed, True
                    continue
                faults.append(Fault(position, "the entry is never closed", fatal=True, far=True))
                return self._trimmed(position if sign else limit), faults
            if assign is None:
                end = self._after_junk(position, limit)
                faults.append(Fault(position, f"{_shown(text[position:end])} is no field", far=True))
                position, comma = end, True
                continue
            value_end_or_none = self._end_of_value(assign.end(), limit)
            if value_end_or_none is None:
                faults.append(Fault(assign.end(), f"the value of {assign[1]} is never closed", fatal=True, far=True))
                limit = min(limit, self._next_block(assign.end()))
                again = NEXT_FIELD.search(text, assign.end(), limit)
                if again is None:
                    return self._trimmed(limit), faults
                position, comma = again.start(1), True
                continue
            end = value_end_or_none
            if end == assign.end():
                faults.append(Fault(end, f"{assign[1]} has no value"))
            after = skip(text, end, limit)
            comma = text[after : after + 1] == ","
            append(Field(position, assign.end(1), assign.end(), end, after + 1 if comma else end))
            position = after + 1 if comma else end

    def end_of_braced(self, opening: int) -> int | None:
        """Return the offset after the brace that closes the one at `opening`; None if none does."""
        if self._opens is None:
            if self._left > 0:
                end = end_of_braced(self._text, opening)
                self._left -= (end or len(self._text)) - opening
                return end
            self._opens = self._paired()
        return self._closes[bisect_left(self._opens, opening)] or None

    def end_of_quoted(self, opening: int) -> int | None:
        """Return the offset after the quote that closes the one at `opening`: the next outside braces."""
        position = opening + 1
        while found := _QUOTE_OR_BRACE.search(self._text, position):
            if found[0] == '"':
                return found.end()
            end = self.end_of_braced(found.start()) if found[0] == "{" else None
            if end is None:
                return None
            position = end
        return None

    def _end_of_paren(self, opening: int) -> int | None:
        position = opening + 1
        while found := _PAREN_OR_BRACE.search(self._text, position):
            if found[0] == ")":
                return found.end()
            end = self.end_of_braced(found.start()) if found[0] == "{" else found.end()
            if end is None:
                return None
            position = end
        return None

    def _with_fields(self, block: Block, close: str) -> Block:
        end, faults = self.fields(block.body, len(self._text), close, [])
        return block._replace(end=end, faults=block.faults + tuple(faults))

    def _opaque(self, block: Block, close: str) -> Block:
        """Close a comment or preamble, whose inside is not looked at."""
        opening = block.body - 1
        end = self.end_of_braced(opening) if close == "}" else self._end_of_paren(opening)
        if end is None:
            fault = Fault(opening, f"the @{block.entry_type.lower()} is never closed", fatal=True, far=True)
            return block._replace(end=self._trimmed(self._next_block(block.body)), faults=(fault,))
        return block._replace(end=end)

    def _unreadable(self, block: Block, close: str) -> Block | None:
        """Take what opens a line like a block but has neither key nor fields; elsewhere it is prose with an `@`."""
        if not NEXT_BLOCK.match(self._text, line_start(self._text, block.start)):
            return None
        end = self.end_of_braced(block.body - 1) if close == "}" else None
        limit = self._next_block(block.body)
        guessed = end is None or end > limit
        fault = Fault(block.body, "neither a citekey nor a field can be read", fatal=guessed, far=True)
        return block._replace(end=self._trimmed(limit) if end is None or guessed else end, faults=(fault,))

    def _swallowed(self, found: list[Field]) -> int | None:
        """Return where the next field begins if the last value took it in, for want of a closing brace."""
        if not found:
            return None
        again = NEXT_FIELD.search(self._text, found[-1].value_start + 1, found[-1].value_end)
        return again.start(1) if again else None

    def _after_junk(self, position: int, limit: int) -> int:
        """Return where reading goes on after something that is no field."""
        word = WORD.match(self._text, position, limit)
        if word is not None:
            return word.end()
        sign = self._text[position]
        end = self.end_of_braced(position) if sign == "{" else self.end_of_quoted(position) if sign == '"' else None
        return end if end is not None and end <= limit else position + 1

    def _end_of_value(self, position: int, limit: int) -> int | None:
        """Return the end of a value that the quick pattern could not read; None if it is never closed."""
        text, end = self._text, position
        while True:
            sign = text[position : position + 1] if position < limit else ""
            if sign == "{":
                closing = self.end_of_braced(position)
            elif sign == '"':
                closing = self.end_of_quoted(position)
            else:
                word = WORD.match(text, position, limit)
                if word is None:
                    return end
                closing = word.end()
            if closing is None or closing > limit:
                return None
            end = closing
            position = skip(text, end, limit)
            if text[position : position + 1] != "#":
                return end
            position = skip(text, position + 1, limit)

    def _next_block(self, position: int) -> int:
        """Return where the next line that opens a block begins, or the end of the text."""
        found = NEXT_BLOCK.search(self._text, position)
        return found.start() if found else len(self._text)

    def _trimmed(self, end: int) -> int:
        """Leave the blank lines after a broken block to the gap."""
        while end and self._text[end - 1] in " \t\r\n\f\v":
            end -= 1
        return end

    def _paired(self) -> "array[int]":
        opens, waiting = array("q"), array("q")
        for found in _BRACES.finditer(self._text):
            if found[0] == "{":
                waiting.append(len(opens))
                opens.append(found.start())
                self._closes.append(0)
            elif waiting:
                self._closes[waiting.pop()] = found.end()
        return opens


def end_of_braced(text: str, opening: int) -> int | None:
    """Return the offset after the brace that closes the one at `opening`; None if none does."""
    depth, size = 0, len(text)
    for start in range(opening, size, _PIECE):
        stop = min(start + _PIECE, size)
        closing = text.count("}", start, stop)
        if closing < depth:
            depth += text.count("{", start, stop) - closing
            continue
        for found in _BRACES.finditer(text, start, stop):
            depth += 1 if found[0] == "{" else -1
            if depth == 0:
                return found.end()
    return None


def _shown(word: str) -> str:
    return repr(word if len(word) <= 30 else word[:27] + "...")
