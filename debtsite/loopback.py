"""Whether an address is one that only this machine can reach."""

from ipaddress import ip_address


def is_loopback(host):
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
