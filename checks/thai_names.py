"""Finds how a Thai customer's name is said: with one คุณ, without it, or with two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.titled import Titled
from qa.ports import Span

_TITLES = re.compile(r"^(?:นางสาว|นาย|นาง|น\.ส\.|คุณ|ด\.ช\.|ด\.ญ\.)\s*")
_TWICE = re.compile(r"(?<!ขอบ)(?<!ขอบพระ)คุณ\s*คุณ(?!ภาพ|สมบัติ|ค่า|ประโยชน์|ธรรม)(?P<name>[ก-๙]*)")
_PARTICLE = r"(?:ค่ะ|ครับ|คะ|คับ|ค่า|นะ|ขา)"
_GREETED = re.compile(rf"(?:สวัสดี{_PARTICLE}?|เรียน)\s*คุณ\s*(?!ลูกค้า|คุณ)(?P<name>[ก-๙]{{2,}}?)(?=\s|{_PARTICLE}|[,.!]|$)")
_ADDRESSED = rf"(?:^|สวัสดี{_PARTICLE}?\s*|เรียน\s*|{_PARTICLE}\s+|ขอบคุณ{_PARTICLE}?\s+)"


def titled_names(text: str, *, full_name: str | None) -> Iterator[Titled]:
    """Yield names the customer is addressed by; `expected` where คุณ is missing before the own name, or doubled."""
    for match in _TWICE.finditer(text):
        name = match["name"].split("ค่ะ")[0].split("ครับ")[0]
        yield Titled(Span(match.start(), match.start("name") + len(name)), name, f"คุณ{name}")
    for match in _GREETED.finditer(text):
        yield Titled(Span(*match.span("name")), match["name"])
    own = given_name(full_name)
    if own:
        yield from _own(text, own, str(full_name))


def given_name(full_name: str | None) -> str:
    """Return the given name of a Thai full name without its title; "" where it is not written in Thai."""
    words = _TITLES.sub("", full_name or "").split()
    return words[0] if words and re.fullmatch(r"[ก-๙]{2,}", words[0]) else ""


def _own(text: str, name: str, full_name: str) -> Iterator[Titled]:
    for match in re.finditer(rf"คุณ\s?(?P<name>{re.escape(name)})", text):
        yield Titled(Span(*match.span("name")), name)
    surname = full_name.split()[-1]
    bare = rf"{_ADDRESSED}(?P<name>{re.escape(name)})(?=\s|{_PARTICLE}|[,!]|$)(?!\s+{re.escape(surname)})"
    for match in re.finditer(bare, text):
        yield Titled(Span(*match.span("name")), name, f"คุณ{name}")
