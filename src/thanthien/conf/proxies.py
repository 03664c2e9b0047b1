"""Whose ``X-Forwarded-For`` is believed (``web.client``)."""

from ipaddress import IPv4Network, IPv6Network, ip_network

from thanthien.conf.keys import KeyMissing


class ProxyUnclear(KeyMissing):
    """A proxy is not named by an address or network; the message says which."""


def networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Read addresses and networks separated by commas. Raises :class:`ProxyUnclear`.

    All of the Internet is no proxy: then every visitor would choose the address they are counted by.
    """
    found = []
    for one in filter(None, (part.strip() for part in text.split(","))):
        try:
            network = ip_network(one)
        except ValueError as error:
            raise ProxyUnclear(f"THANTHIEN_PROXIES names {one[:60]!r}, which is no address and no network") from error
        if network.prefixlen == 0:
            raise ProxyUnclear(f"THANTHIEN_PROXIES names {one}, which is everybody; name your own proxies")
        found.append(network)
    return tuple(found)
