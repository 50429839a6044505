"""Networks: limits count the addresses that one visitor can have as one."""

from functools import lru_cache
from ipaddress import IPv4Address, ip_address, ip_network

UNKNOWN = "0.0.0.0"  # noqa: S104 - stands for an address that could not be read; nothing listens on it
PREFIX_LENGTH = 64
"""Leading bits of an IPv6 address that are one connection's: providers hand out a /64 or more (RFC 6177)."""


@lru_cache(10_000)
def network_of(address: str) -> str:
    """Return the network that limits count `address` under: an IPv4 address, or the /64 of an IPv6 address.

    An IPv4 address inside an IPv6 address counts as the IPv4 address. Text that is no address counts as UNKNOWN.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return UNKNOWN
    if isinstance(parsed, IPv4Address):
        return str(parsed)
    # ::ffff:0:0/96 and 6to4 (RFC 3056), which gives each IPv4 address 65,536 networks.
    if inside := parsed.ipv4_mapped or parsed.sixtofour:
        return str(inside)
    return str(ip_network((int(parsed), PREFIX_LENGTH), strict=False))
