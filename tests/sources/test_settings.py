"""Settings of the sources: the file, overruled by the environment; wrong ones told before anything is asked."""

from pathlib import Path
from typing import Any

import pytest

from sergecite.errors import UsageError
from sergecite.sources.settings import DEFAULT_URLS, PACES, read_settings


def test_defaults_ask_the_services_themselves() -> None:
    """Without a word every service is at its own address, at the pace it asks of strangers."""
    settings = read_settings({}, {}, cache=None)
    assert settings.urls == DEFAULT_URLS
    assert settings.paces == {name: stranger for name, (_, stranger) in PACES.items()}
    assert (settings.contact, settings.cache, settings.catalogue, settings.disabled) == ("", None, None, frozenset())


def test_the_environment_overrules_the_file() -> None:
    """Addresses, contact, cache and catalogue; a mirror on this machine needs no pace, a stated pace is kept."""
    table = {
        "contact": "a@example.org",
        "trusted": ["mirror:8080"],
        "crossref": {"url": "http://mirror:8080/"},
        "arxiv": {"url": "http://127.0.0.1:9/q", "pace": 2},
        "web": {"enabled": False},
    }
    environment = {
        "SERGECITE_DOI_URL": "http://localhost:1",
        "SERGECITE_CONTACT": "b@example.org",
        "SERGECITE_CACHE": "/c",
    }
    settings = read_settings(table, environment, cache=Path("/default"))
    assert settings.urls["crossref"] == "http://mirror:8080"
    assert (settings.contact, settings.cache, settings.trusted) == (
        "b@example.org",
        Path("/c"),
        frozenset({"mirror:8080"}),
    )
    assert (settings.paces["doi"], settings.paces["arxiv"], settings.paces["crossref"]) == (
        0.0,
        2.0,
        PACES["crossref"][0],
    )
    assert settings.disabled == frozenset({"web"})


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"crossreff": {"url": "https://x"}}, "no such service"),
        ({"crossref": {"url": "ftp://x"}}, "no web address"),
        ({"timeout": "soon"}, "wrong kind"),
        ({"parallel": []}, "wrong kind"),
        ({"arxiv": {"pace": "slow"}}, "wrong kind"),
    ],
)
def test_wrong_settings_are_told(table: dict[str, Any], message: str) -> None:
    """An unknown service, a wrong address, a value of the wrong kind."""
    with pytest.raises(UsageError, match=message):
        read_settings(table, {}, cache=None)


def test_the_prefix_of_pages_keeps_its_last_sign() -> None:
    """An archive's ends in a slash, a proxy's in an equals sign; services' addresses do without."""
    table = {"web": {"url": "https://archive.example.org/web/"}, "hal": {"url": "https://mirror.example.org/hal/"}}
    urls = read_settings(table, {}, cache=None).urls
    assert (urls["web"], urls["hal"]) == ("https://archive.example.org/web/", "https://mirror.example.org/hal")
