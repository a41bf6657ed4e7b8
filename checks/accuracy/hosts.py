"""Tells the shop's own hosts from strange ones and from look-alikes."""

from __future__ import annotations

import enum
import unicodedata

from rapidfuzz.distance import Levenshtein

_ALIKE = str.maketrans("аеорсухіјѕԁɡ01", "aeopcyxijsdgol")
_SHORT = 8
_BRAND = 4
_PLAIN_WORDS = frozenset(
    {"shop", "store", "sklep", "loja", "mail", "online", "help", "support", "market", "moda", "home"}
)


class Kinship(enum.Enum):
    """How a host stands to the shop's own."""

    OWN = "own"
    LOOK_ALIKE = "look_alike"
    STRANGE = "strange"


def kinship_of(host: str, own: tuple[str, ...], *, allowed: tuple[str, ...] = ()) -> Kinship:
    """Compare a host with the shop's domains and others it allows; subdomains belong to their domain.

    A look-alike is one typing slip away, written with letters of another script, or hides the
    shop's name in a domain of somebody else's (`acme-tracking.co`, `acme.example.evil.com`).
    """
    name = _plain(host)
    if any(_is_under(name, _plain(domain)) for domain in (*own, *allowed)):
        return Kinship.OWN
    if any(_resembles(name, _plain(domain)) for domain in own):
        return Kinship.LOOK_ALIKE
    if any(_letters(name) == _letters(_plain(domain)) for domain in allowed):
        return Kinship.LOOK_ALIKE
    return Kinship.STRANGE


def _resembles(name: str, domain: str) -> bool:
    labels = name.split(".")
    tail = ".".join(labels[-len(domain.split(".")) :])
    folded = _folded(tail)
    if folded == domain or f".{domain}." in f".{name}":
        return True
    brand, _, ending = domain.partition(".")
    tail_brand, _, tail_ending = tail.partition(".")
    if tail_brand == brand:
        return False
    limit = 1 if len(brand) < _SHORT else 2
    if len(brand) >= _BRAND and tail_ending == ending and Levenshtein.distance(_folded(tail_brand), brand) <= limit:
        return True
    is_telling = len(brand) >= _BRAND and brand not in _PLAIN_WORDS
    return is_telling and any("-" in label and brand in _folded(label).split("-") for label in labels)


def _is_under(name: str, domain: str) -> bool:
    return name == domain or name.endswith(f".{domain}")


def _plain(host: str) -> str:
    """Lower the case, drop the port and `www.`, write punycode in letters."""
    name = host.casefold().split(":")[0].strip(".").removeprefix("www.")
    return ".".join(_decoded(label) for label in name.split("."))


def _decoded(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label.removeprefix("xn--").encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _letters(name: str) -> str:
    """Leave out dots and hyphens: `track-kurier.example` against `track.kurier.example`."""
    return name.replace(".", "").replace("-", "")


def _folded(name: str) -> str:
    """Write letters of other scripts and digits as the Latin letters they look like."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    return bare.translate(_ALIKE).replace("rn", "m").replace("vv", "w")
