"""Where webhooks may go: addresses of the public internet, and what the configuration allows beside them.

A URL is somebody else's choice, and the request comes from inside our network: it must not reach what only
those inside may reach. So one strict pattern says what a URL looks like, every address that its host has is
judged, and the connection is made to an address that was judged, never to a name looked up once more.
"""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

ALLOW = "SAMVERK_WEBHOOKS_ALLOW"
"""Environment variable that lists networks, addresses and host names which need not be public."""
LONGEST = 2000
"""Characters of a URL, at most."""

Address = IPv4Address | IPv6Address

_URL = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:(?P<port>[1-9][0-9]{0,4}))?"
    r"(?P<path>([/?][a-z0-9._~:/?@!$&'()*+,;=%-]*)?)",
    re.ASCII | re.IGNORECASE,
)
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_USUAL_PORTS = {"http": 80, "https": 443}
_FIRST_FREE_PORT = 1024

# The registries of special addresses (IANA), without what is reachable from everywhere; of IPv6, public is
# what lies in 2000::/3 and not here. So what embeds an IPv4 address (mapped, 6to4, Teredo, NAT64) is not.
_SPECIAL = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",  # a cloud's own service, though it looks public
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20",
        ),
    )
)
_PUBLIC_IPV6 = IPv6Network("2000::/3")


class AddressRefused(Exception):
    """A webhook must not go there; the message is one sentence for whoever asked."""


@dataclass(frozen=True, slots=True)
class Target:
    """A URL, taken apart: `host` without brackets, `path` with its query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host and port as the `Host` header has them."""
        host = _bracketed(self.host)
        return host if self.port == _USUAL_PORTS[self.scheme] else f"{host}:{self.port}"

    def at(self, address: Address) -> str:
        """The URL with an address of its host in the host's place."""
        return f"{self.scheme}://{_bracketed(str(address))}:{self.port}{self.path}"


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the configuration allows beside public addresses."""

    networks: tuple[IPv4Network | IPv6Network, ...] = ()
    hosts: frozenset[str] = frozenset()

    @classmethod
    def read(cls, text: str | None) -> Allowed:
        """Networks (`10.20.0.0/16`), addresses and host names between commas. Raises AddressRefused."""
        networks, hosts = [], set()
        for part in filter(None, (part.strip().lower() for part in (text or "").split(","))):
            try:
                networks.append(ip_network(part))
            except ValueError:
                if not _is_name(part):
                    raise AddressRefused(
                        f"{ALLOW} has {part[:100]!a}; write networks such as 10.20.0.0/16 and host names,"
                        " with commas between them."
                    ) from None
                hosts.add(part)
        return cls(tuple(networks), frozenset(hosts))

    def has(self, host: str, address: Address) -> bool:
        """Whether an address of a host is allowed, public or not."""
        return host in self.hosts or any(address in network for network in self.networks)


def target(url: str) -> Target:
    """A URL, taken apart. Raises AddressRefused unless it is plain: HTTP(S), host, port, path and query."""
    result = _URL.fullmatch(url) if len(url) <= LONGEST else None
    if result is None:
        raise AddressRefused(
            f"{url[:100]!a} is no plain URL; write https://HOST/PATH in ASCII, without user, password,"
            " fragment or backslash."
        )
    scheme, host = result["scheme"].lower(), result["host"].lower()
    if host.startswith("["):
        try:
            host = str(IPv6Address(host[1:-1]))
        except ValueError:
            raise AddressRefused(f"{host} is no IPv6 address.") from None
    elif not _is_name(host) and not _is_ipv4(host):
        raise AddressRefused(
            f"“{host[:100]}” is neither a host name nor an address; write a name without a dot at its end, or"
            " an address as 198.51.100.7."
        )
    port = int(result["port"] or _USUAL_PORTS[scheme])
    if port > 65535 or (port < _FIRST_FREE_PORT and port not in _USUAL_PORTS.values()):
        raise AddressRefused(f"Port {port} is not one for webhooks; those are 80, 443 and 1024 to 65535.")
    path = result["path"]
    return Target(scheme, host, port, path if path.startswith("/") else f"/{path}")


def resolve(host: str, port: int) -> list[Address]:
    """Every address of a host. Raises AddressRefused where it has none."""
    try:
        result = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        # Without the zone of a link-local address, which is refused anyhow.
        return list(dict.fromkeys(ip_address(str(info[4][0]).partition("%")[0]) for info in result))
    except (OSError, UnicodeError):
        raise AddressRefused(f"{host} has no address: its name cannot be resolved.") from None


def check(where: Target, addresses: list[Address], allowed: Allowed) -> None:
    """Raises AddressRefused unless a webhook may go to every one of a host's addresses."""
    for address in addresses:
        if allowed.has(where.host, address):
            continue
        if not is_public(address):
            said = f"{address}" if where.host == str(address) else f"{where.host} is at {address}, which"
            raise AddressRefused(f"{said} is not a public address; {ALLOW} can allow it.")
        if where.scheme != "https":
            raise AddressRefused(f"{where.host} is to be reached over https; {ALLOW} can allow http.")


def is_public(address: Address) -> bool:
    """Whether an address is one that anybody on the internet reaches, and nothing special."""
    if isinstance(address, IPv6Address) and address not in _PUBLIC_IPV6:
        return False
    return not any(address in network for network in _SPECIAL)


def _is_name(host: str) -> bool:
    """Whether a host is a name; one that ends in a number would be read as an address by many."""
    labels = host.split(".")
    return (
        len(host) <= 253
        and all(_LABEL.fullmatch(label) for label in labels)
        and not _NUMBER.fullmatch(labels[-1])
    )


def _is_ipv4(host: str) -> bool:
    try:
        IPv4Address(host)
    except ValueError:
        return False
    return True


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
