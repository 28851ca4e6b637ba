"""Essays of any format to `model.Document`: body, markers, notes. `reader.read_essay` is the way in."""
