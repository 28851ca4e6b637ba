"""The command line: thin, one file per command; the only place with Typer."""
