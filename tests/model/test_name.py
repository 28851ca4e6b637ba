"""A name in reading order and as a list sorts it."""

import pytest

from sergecite.model.name import Name

NAMES = [
    (Name(family="Serge", given="Victor"), "Victor Serge", "Serge, Victor"),
    (Name(family="Beauvoir", given="Simone", particle="de"), "Simone de Beauvoir", "de Beauvoir, Simone"),
    (Name(family="King", given="Martin Luther", suffix="Jr."), "Martin Luther King, Jr.", "King, Jr., Martin Luther"),
    (Name(literal="Library of Congress"), "Library of Congress", "Library of Congress"),
    (Name(others=True), "et al.", "et al."),
    (Name(family="Homer"), "Homer", "Homer"),
]


@pytest.mark.parametrize(("name", "display", "inverted"), NAMES, ids=[row[1] for row in NAMES])
def test_name_in_both_orders(name: Name, display: str, inverted: str) -> None:
    """Given name first to read, family name first to sort; literals stay whole."""
    assert (name.display, name.inverted) == (display, inverted)
