"""Who is asking, as far as an address tells. Pure."""

import ipaddress


def visitor_address(remote: str, forwarded: str, proxies: int) -> str:
    """The visitor's address as the outermost of `proxies` trusted proxies saw it.

    `forwarded` is X-Forwarded-For: its n-th entry from the right is the one our own proxy wrote; what stands left of it
    was sent by the visitor and proves nothing. A header shorter than n came round the proxies.
    """
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()] if proxies else []
    return network_of(hops[-proxies] if proxies and len(hops) >= proxies else remote)


def network_of(address: str) -> str:
    """An IPv6 visitor owns a whole /64: it counts as one."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
