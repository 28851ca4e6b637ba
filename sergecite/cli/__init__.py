"""The command line: thin, one file per command; the only place with Typer."""

import gc

# A command makes many objects that live until it ends and next to no cycles: looking for those every 700 objects costs a
# tenth of a short command's time. Set here, before the imports that make most of them.
gc.set_threshold(50_000, 20, 20)
