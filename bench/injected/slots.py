"""Fills the slots of a text: names, product, order, sums, days, and the forms that depend on somebody's gender."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from bench.injected.errors import SlotError
from bench.injected.scene import Scene
from bench.injected.words import Forms
from qa.places import name_known

_SLOT = re.compile(r"\{([A-Za-z_]+(?:\.[A-Za-z_]+)?)\}")
_GENDERED = re.compile(r"\[\[(a?)m:(.*?)\|\1f:(.*?)\]\]", re.DOTALL)
_SUMS = ("price", "total")
_CURRENCY_BEFORE = re.compile(r"(?:£|€|\$|฿|\b[A-Z]{3})\s*$")
_CURRENCY_AFTER = re.compile(r"\s*(?:zł|PLN|£|GBP|pounds?|quid|€|EUR|euros?|reais|R\$|ريال|ر\.س|SAR|SR|บาท|THB|฿)")
_FIRST, _LAST = "first", "last"


def fill(text: str, scene: Scene) -> str:
    """Fill in everything. Raises SlotError for a slot that is not known, with those that are."""
    gendered = _GENDERED.sub(lambda found: _gendered(found, scene), text)
    known = _values(scene)
    return _SLOT.sub(lambda found: _value(found, gendered, scene, known), gendered)


def _gendered(found: re.Match[str], scene: Scene) -> str:
    person = scene.agent if found[1] else scene.customer
    return found[3] if person.gender == "f" else found[2]


def _value(found: re.Match[str], text: str, scene: Scene, known: Mapping[str, str]) -> str:
    name = found[1]
    if name in _SUMS:
        return _sum(found, text, scene)
    for spelled in (name, name[0].lower() + name[1:]):
        if spelled in known:
            value = known[spelled]
            return value if spelled == name else value[:1].upper() + value[1:]
    raise SlotError(f"there is nothing to put into {{{name}}}. Known: {name_known((*known, *_SUMS))}.")


def _sum(found: re.Match[str], text: str, scene: Scene) -> str:
    """Write a sum, without its currency where the text beside the slot names one."""
    amount = scene.price if found[1] == "price" else scene.total
    is_named = _CURRENCY_BEFORE.search(text[: found.start()]) or _CURRENCY_AFTER.match(text, found.end())
    return scene.locale.number(amount) if is_named else scene.locale.sum(amount)


def _values(scene: Scene) -> dict[str, str]:
    locale = scene.locale
    ahead = locale.day(scene.promised_day)
    values = {
        "order": scene.order,
        "other_order": scene.other_order,
        "tracking": scene.tracking,
        "other_tracking": scene.other_tracking,
        "city": scene.city,
        "day": ahead,
        "date": ahead,
        "yesterday": locale.day(scene.began - timedelta(days=1)),
        "today": locale.day(scene.began),
        "shipping": locale.sum(locale.shipping),
        "direct": scene.customer["direct"],
        "product": scene.product["nom"],
    }
    for name, forms in (("customer", scene.customer), ("agent", scene.agent), ("product", scene.product)):
        values |= {f"{name}.{form}": value for form, value in forms.forms.items()}
    for name, person in (
        ("customer", scene.customer),
        ("agent", scene.agent),
        ("other_customer", scene.other_customer),
        ("other_agent", scene.other_agent),
    ):
        values |= _names(name, person)
    return values


def _names(name: str, person: Forms) -> dict[str, str]:
    full = person["name"]
    first, last = full.split()[0], full.split()[-1]
    return {
        name: full,
        f"{name}_first": person.forms.get(_FIRST, first),
        f"{name}_last": person.forms.get(_LAST, last),
    }
