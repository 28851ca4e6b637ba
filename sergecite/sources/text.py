"""Bytes of a file or service -> text, whatever encoding they came in."""


def decoded(data: bytes, declared: str = "") -> str:
    """Decode by byte order mark, the declared encoding, UTF-8, and last Windows-1252, which takes every byte."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for encoding in filter(None, ("utf-8-sig", declared)):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    # The five bytes that 1252 leaves open are control characters in every text; they are cleaned away later.
    return data.decode("cp1252", errors="replace")
