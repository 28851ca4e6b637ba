"""`python -m sergecite` is `sergecite`."""

from sergecite.cli.app import main

main()
