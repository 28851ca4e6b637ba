"""The hashes that tell contents apart."""


def digest(data: bytes) -> str:
    """Return the hash of a file's content, in hexadecimal."""
    import hashlib  # noqa: PLC0415  # most commands that read need none, and it would cost them 2 ms

    return hashlib.sha1(data, usedforsecurity=False).hexdigest()


def digest_of_entry(data: bytes | memoryview) -> int:
    """Return the hash of an entry's bytes, in 63 bits."""
    from hashlib import blake2b  # noqa: PLC0415  # as above

    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big") >> 1
