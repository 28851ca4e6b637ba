"""Essays of any format to `model.Document`: body, markers, notes. `read_essay` is the way in."""

from sergecite.essay.reader import read_bytes, read_essay

__all__ = ["read_bytes", "read_essay"]
