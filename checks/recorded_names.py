"""Reads the customer's name as a source records it: without titles and organisations, the given name first."""

from __future__ import annotations

import re
import unicodedata

_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|\s[/|–—-]\s.*$")
_TITLE = re.compile(
    r"(?i)(?:(?:mr|mrs|ms|miss|mx|dr|prof|rev|sir|madam|lady|lord|sister|father|capt|pan|pani|państwo|p|inż|mgr|hab|ks|"
    r"sr|sra|senhor|senhora|d|dona|dom|dra|eng|enga|exmo|exma|padre|السيد|السيدة|سيد|سيدة|الأستاذ|الأستاذة|أستاذ|"
    r"أستاذة|استاذ|استاذة|دكتور|دكتورة|الدكتور|الدكتورة|مهندس|المهندس|الحاج|الحاجة|حاج|حاجة|د(?=\.))(?:[.ªº]+\s*|\s+)(?:(?:and|&|i|e)\s+(?=m|p))?)+"
)
_COMPANY = re.compile(
    r"(?i)(?<!\w)(?:sp\.? ?z ?o\.?o|s\.? ?a\.?$|ltda?|llc|inc|gmbh|plc|lda|s\.?c\.?|school|college|university|church|"
    r"nursery|hospital|hotel|company|clinic|library|firma|szkoła|przedszkole|fundacja|urząd|zakład|przychodnia|escola|"
    r"empresa|câmara|colégio|clínica|associação|شركة|مدرسة|مؤسسة|روضة|مستشفى|متجر)(?!\w)|บริษัท|โรงเรียน|ร้าน|โรงพยาบาล|หจก"
)
_CODE = re.compile(r"[\d@_]|\w\.\w{2,}")
_AND = re.compile(r"(?i)\s+(?:i|oraz|and|e|&|\+|و)\s+")
_PARTICLES = frozenset(("da", "de", "do", "das", "dos", "di", "du", "e", "van", "von", "der", "den", "la", "le", "bin"))
_FEW, _SPELLED = 2, str.maketrans("łŁøØđĐ", "lLoOdD")


def person_of(recorded: str | None) -> str:
    """Return the names of a person from a record ("Miss Adeyemi, Hill School", "NOWAK, ANNA"); "" where it holds none.

    Thai titles stand before a name without a space and are left to who reads it.
    """
    name = _ASIDE.sub(" ", recorded or "").strip(" ,")
    before, comma, after = (one.strip() for one in name.partition(","))
    bare = _TITLE.sub("", f"{before} ", count=1) if _TITLE.match(f"{before} ") else before
    is_turned = bool(comma) and bare == before and len(before.split()) < _FEW and 0 < len(after.split()) <= _FEW
    if is_turned and not _COMPANY.search(after):
        bare = f"{_TITLE.sub('', after + ' ', count=1) if _TITLE.match(after + ' ') else after} {before}"
    if _COMPANY.search(bare) or _CODE.search(bare):
        return ""
    return " ".join(_written(one, bare) for one in _AND.sub(" ", f" {bare.strip(' .,')} ").split())


def unaccented(name: str) -> str:
    """Return a name in small letters without accents: "José" and "Jose" are one."""
    split = unicodedata.normalize("NFD", name.translate(_SPELLED))
    return "".join(one for one in split if not unicodedata.combining(one)).casefold()


def _written(word: str, whole: str) -> str:
    """Return a word of a name with a capital, where the record has none or nothing else."""
    is_plain = whole.isupper() or whole.islower()
    if not is_plain or word.casefold() in _PARTICLES:
        return word.casefold() if is_plain else word
    return "-".join(one.capitalize() for one in word.split("-"))
