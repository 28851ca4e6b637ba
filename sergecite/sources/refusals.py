"""What a service's refusal means, in a user's words."""

from collections.abc import Mapping

from sergecite.errors import ServiceError
from sergecite.sources.pace import retry_after
from sergecite.sources.settings import LABELS


def label(service: str) -> str:
    """Return what users call a service."""
    return LABELS.get(service, service)


def refusal(service: str, status: int, headers: Mapping[str, str]) -> ServiceError:
    """Return the fault behind a status that is no answer."""
    if status == 429:
        delay = retry_after(headers)
        return ServiceError(
            f"{label(service)} is busy (429)" + (f" and asks us to wait {delay:.0f} s" if delay else ""),
            hint="try again later",
        )
    if status in (401, 403, 451):
        return ServiceError(f"{label(service)} refuses access ({status})")
    if status >= 500:
        return ServiceError(f"{label(service)} failed ({status})", hint="try again later")
    return ServiceError(f"{label(service)} did not accept the request ({status})")


def needed_offline(service: str) -> ServiceError:
    """Return the fault of a question that only the network could answer."""
    return ServiceError(
        f"{label(service)} is needed, and --offline asks no service", hint="nothing about this is in the cache"
    )
