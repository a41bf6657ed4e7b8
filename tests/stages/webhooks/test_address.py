"""A webhook speaks https to public hosts, and to those of our own that a setting names; to nothing else."""

from __future__ import annotations

import pytest

from qa.errors import WebhookError
from qa.stages.webhooks.address import is_public, read_address

OURS = ("hooks.acme", "10.0.0.5:8080")


@pytest.mark.parametrize(
    ("url", "host", "port", "target"),
    [
        pytest.param("https://hooks.example/a?b=1", "hooks.example", 443, "/a?b=1", id="public"),
        pytest.param("https://hooks.example:8443", "hooks.example", 8443, "/", id="another port"),
        pytest.param("https://1.1.1.1/x", "1.1.1.1", 443, "/x", id="public number"),
        pytest.param("http://hooks.acme/x", "hooks.acme", 80, "/x", id="ours by http"),
        pytest.param("http://10.0.0.5:8080/", "10.0.0.5", 8080, "/", id="ours with its port"),
    ],
)
def test_an_address_that_may_be_used(url: str, host: str, port: int, target: str) -> None:
    read = read_address(url, ours=OURS)
    assert (read.host, read.port, read.target) == (host, port, target)


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("http://hooks.example/", id="plain http"),
        pytest.param("https://localhost/", id="localhost"),
        pytest.param("https://127.0.0.1/", id="this machine"),
        pytest.param("https://[::1]/", id="this machine, IPv6"),
        pytest.param("https://[::ffff:10.0.0.1]/", id="private inside IPv6"),
        pytest.param("https://169.254.169.254/latest", id="metadata of a cloud"),
        pytest.param("https://10.0.0.5/", id="ours, another port"),
        pytest.param("https://intranet/", id="a name without a dot"),
        pytest.param("https://2130706433/", id="a number in one piece"),
        pytest.param("https://db.internal/", id="an internal name"),
        pytest.param("https://user:pass@hooks.example/", id="with a password"),
        pytest.param("ftp://hooks.example/", id="another scheme"),
        pytest.param("file:///etc/passwd", id="a file"),
        pytest.param("https://hooks.example:99999/", id="no port"),
        pytest.param("https://hooks.example/a b", id="a space"),
        pytest.param("https://hooks.example/\r\nHost: x", id="a line break"),
        pytest.param("", id="nothing"),
    ],
)
def test_an_address_that_may_not(url: str) -> None:
    with pytest.raises(WebhookError):
        read_address(url, ours=OURS)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
        ("fd00::1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
    ],
)
def test_which_numbers_are_public(number: str, expected: bool) -> None:
    assert is_public(number) is expected
