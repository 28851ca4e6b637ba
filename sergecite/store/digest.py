"""The hash that tells contents apart."""


def digest(data: bytes) -> str:
    """Return the hash of a file's content, in hexadecimal."""
    import hashlib  # noqa: PLC0415  # most commands that read need none, and it would cost them 2 ms

    return hashlib.sha1(data, usedforsecurity=False).hexdigest()
