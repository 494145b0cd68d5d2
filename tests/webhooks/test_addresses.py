"""Which URLs and addresses webhooks may go to."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from adapters.webhooks.addresses import AddressRefused, Allowed, check, is_public, resolve, target

FORGED = [
    "http://127.0.0.1/",
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.0.0.1/",
    "https://0177.0.0.1/",
    "https://017700000001/",
    "https://127.0.0.1./",
    "https://127.0.0.01/",
    "https://localhost/",
    "https://LOCALHOST/",
    "https://localhost./",
    "https://user@127.0.0.1/",
    "https://user:word@198.41.0.4/",
    "https://198.41.0.4@127.0.0.1/",
    "https://198.41.0.4#@127.0.0.1/",
    "https://198.41.0.4\\@127.0.0.1/",
    "https://127.0.0.1%2f@198.41.0.4/",
    "https://%31%32%37.0.0.1/",
    "https://①②⑦.⓪.⓪.①/",
    "https://127。0。0。1/",
    "https://0.0.0.0/",
    "https://0/",
    "https://10.1.2.3/",
    "https://172.31.255.255/",
    "https://192.168.1.1/",
    "https://100.64.0.1/",
    "https://100.100.100.200/",
    "https://169.254.169.254/latest/meta-data/",
    "https://168.63.129.16/",
    "https://192.0.0.192/",
    "https://198.18.0.1/",
    "https://203.0.113.7/",
    "https://224.0.0.1/",
    "https://240.0.0.1/",
    "https://255.255.255.255/",
    "https://[::]/",
    "https://[::1]/",
    "https://[0:0:0:0:0:0:0:1]/",
    "https://[::127.0.0.1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[::ffff:0:127.0.0.1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[64:ff9b:1::a00:1]/",
    "https://[2002:7f00:1::]/",
    "https://[2001:0:4136:e378:8000:63bf:80ff:fffe]/",
    "https://[2001:db8::1]/",
    "https://[3fff::1]/",
    "https://[fc00::1]/",
    "https://[fd00:ec2::254]/",
    "https://[fe80::1]/",
    "https://[fe80::1%25lo]/",
    "https://[fec0::1]/",
    "https://[ff02::1]/",
    "https://[5f00::1]/",
    "https://[::1/",
    "https://::1/",
]


def is_refused(url: str, allowed: Allowed) -> bool:
    try:
        where = target(url)
        check(where, resolve(where.host, where.port), allowed)
    except AddressRefused:
        return True
    return False


@pytest.mark.parametrize("url", FORGED)
def test_an_internal_address_is_refused_however_it_is_written(url: str) -> None:
    assert is_refused(url, Allowed())


def test_where_everything_is_allowed_only_odd_spellings_are_refused() -> None:
    """So that the refusals above are known to judge addresses, and not to fail for another reason."""
    refused = [url for url in FORGED if is_refused(url, Allowed.read("0.0.0.0/0, ::/0"))]
    assert len(FORGED) - len(refused) >= 30
    assert len(refused) >= 15


@pytest.mark.parametrize(
    "url",
    [
        "ftp://198.41.0.4/",
        "file:///etc/passwd",
        "gopher://198.41.0.4/",
        "https:/198.41.0.4/",
        "https://",
        "//198.41.0.4/",
        "https://198.41.0.4/\r\nHost: other",
        "https://198.41.0.4/ space",
        "https://exämple.org/",
        "https://example..org/",
        "https://-a.example.org/",
        "https://a_b.example.org/",
        "https://" + "a" * 64 + ".org/",
        "https://example.org:0/",
        "https://example.org:22/",
        "https://example.org:25/",
        "https://example.org:70000/",
        "https://example.org/" + "a" * 2000,
        "",
    ],
)
def test_what_is_no_plain_url_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        target(url)
    assert str(refused.value).endswith(".")
    assert str(refused.value).isprintable()


@pytest.mark.parametrize("address", ["198.41.0.4", "8.8.8.8", "2001:4860:4860::8888", "2a00:1450:4001::1"])
def test_a_public_address_is_taken(address: str) -> None:
    assert is_public(ip_address(address))


def test_a_url_is_taken_apart_once() -> None:
    where = target("HTTPS://Example.ORG:8443?a=b%20c")
    assert (where.scheme, where.host, where.port, where.path) == ("https", "example.org", 8443, "/?a=b%20c")
    assert where.authority == "example.org:8443"
    assert where.at(ip_address("2a00::1")) == "https://[2a00::1]:8443/?a=b%20c"
    assert target("https://[2A00::1]/").authority == "[2a00::1]"
    assert target("http://xn--exmple-cua.org").authority == "xn--exmple-cua.org"


def test_a_host_with_one_internal_address_among_public_ones_is_refused() -> None:
    where = target("https://example.org/")
    with pytest.raises(AddressRefused, match=r"10\.0\.0\.5"):
        check(where, [ip_address("198.41.0.4"), ip_address("10.0.0.5")], Allowed())


def test_plain_http_is_refused_unless_the_address_is_allowed() -> None:
    where = target("http://example.org/")
    public = [ip_address("198.41.0.4")]
    with pytest.raises(AddressRefused, match="https"):
        check(where, public, Allowed())
    check(where, public, Allowed.read("198.41.0.0/24"))


def test_what_the_configuration_names_is_allowed_and_nothing_beside_it() -> None:
    allowed = Allowed.read(" 10.20.0.0/16, fd00::1 ,Receiver.internal,")
    check(target("http://a.example/"), [ip_address("10.20.1.1"), ip_address("fd00::1")], allowed)
    check(target("http://receiver.internal/"), [ip_address("10.99.0.1")], allowed)
    for url, address in (
        ("https://a.example/", "10.21.0.1"),
        ("https://sub.receiver.internal/", "10.99.0.1"),
        ("https://a.example/", "::ffff:10.20.1.1"),
    ):
        with pytest.raises(AddressRefused):
            check(target(url), [ip_address(address)], allowed)


@pytest.mark.parametrize("text", ["10.0.0.1/8", "*", "10.20.0.0/33", "https://a.example", "0x7f.1"])
def test_a_list_of_what_is_allowed_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(AddressRefused, match="SAMVERK_WEBHOOKS_ALLOW"):
        Allowed.read(text)


def test_a_name_that_cannot_be_resolved_is_refused_in_a_sentence() -> None:
    with pytest.raises(AddressRefused, match="cannot be resolved"):
        resolve("nobody.invalid", 443)
