"""How often one may ask: counted in the database, so that all processes count together."""

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_ratelimit.core import get_usage

from advice.web.networks import UNKNOWN, network_of

Parameters = ParamSpec("Parameters")
View = Callable[Concatenate[HttpRequest, Parameters], HttpResponse]
OPENING = "60/m"
"""Requests of one network to addresses with a token. A class that opens its links together stays below."""
ANSWERING = "120/m"
MAKING = "60/h"


def limited(group: str, rate: str, by: str = "ip") -> Callable[[View[Parameters]], View[Parameters]]:
    """Answer 429 where more than `rate` requests of one network, or `by` "user", come to the views of `group`."""

    def decorate(view: View[Parameters]) -> View[Parameters]:
        @wraps(view)
        def wrapped(
            request: HttpRequest, *args: Parameters.args, **kwargs: Parameters.kwargs
        ) -> HttpResponse:
            wait = seconds_to_wait(request, group, rate, by)
            if wait:
                response = render(request, "sharing/slow_down.html", status=429)
                response["Retry-After"] = str(wait)
                return response
            return view(request, *args, **kwargs)

        return wrapped

    return decorate


def seconds_to_wait(request: HttpRequest, group: str, rate: str, by: str = "ip") -> int:
    """Count this request; 0 where it is one of `rate`, else the seconds until there may be another."""
    usage = get_usage(request, group=f"share-{group}", key=by, rate=rate, increment=True)
    return max(usage["time_left"], 1) if usage and usage["should_limit"] else 0


def client_address(request: HttpRequest) -> str:
    """Where a request comes from; behind a proxy of ours, the address that this proxy saw."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    for candidate in (forwarded.rpartition(",")[2].strip(), request.META.get("REMOTE_ADDR", "")):
        try:
            return str(ip_address(candidate))
        except ValueError:
            continue
    return UNKNOWN


def client_network(request: HttpRequest) -> str:
    """Return the network that a request is counted by: an IPv4 address, or the /64 of an IPv6 address."""
    return network_of(client_address(request))


def network_address(request: HttpRequest) -> str:
    """Return the first address of client_network, for libraries that count by an address."""
    return client_network(request).partition("/")[0]
