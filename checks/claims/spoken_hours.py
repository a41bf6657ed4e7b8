"""Reads the hour of a promise in Arabic and Thai: `قبل الثالثة`, `قبل الساعة 5 مساء`, `ก่อนบ่ายสาม`, `ภายใน 15.00 น.`."""

from __future__ import annotations

import re
from datetime import time

LANGUAGES = ("ar", "th")
_ARABIC_HOURS = {
    "الواحده": 1,
    "الثانيه": 2,
    "الثالثه": 3,
    "الرابعه": 4,
    "الخامسه": 5,
    "السادسه": 6,
    "السابعه": 7,
    "الثامنه": 8,
    "التاسعه": 9,
    "العاشره": 10,
    "الحاديه عشره": 11,
    "الثانيه عشره": 12,
}
_ARABIC = re.compile(
    r"\b(?:قبل|بحلول|حتي|لغايه|علي|عند|في|لحد|حوالي)\s+(?:"
    rf"(?:الساعه\s+)?(?P<word>{'|'.join(sorted(_ARABIC_HOURS, key=len, reverse=True))})"
    r"|الساعه\s+(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?)"
    r"(?P<half>\s+و(?:ال)?نصف?)?"
    r"(?:\s+(?:(?P<late>مساء|المساء|عصرا|العصر|ظهرا|الظهر|ليلا|بالليل|م)|(?P<early>صباحا|الصبح|ص))\b)?"
)
_THAI_NUMBERS = {
    "หนึ่ง": 1,
    "สอง": 2,
    "สาม": 3,
    "สี่": 4,
    "ห้า": 5,
    "หก": 6,
    "เจ็ด": 7,
    "แปด": 8,
    "เก้า": 9,
    "สิบ": 10,
    "สิบเอ็ด": 11,
}
_THAI_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(sorted(_THAI_NUMBERS, key=len, reverse=True))})"
_THAI = re.compile(
    r"(?:ก่อน|ภายใน|ไม่เกิน|ประมาณ|เวลา|ตอน|ราว)\s*(?:เวลา)?\s*(?:"
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)"
    rf"|บ่าย\s*(?P<afternoon>โมง|{_THAI_NUMBER})"
    rf"|(?P<dusk>{_THAI_NUMBER})\s*โมงเย็น"
    rf"|(?P<night>{_THAI_NUMBER})\s*ทุ่ม"
    rf"|(?P<day>{_THAI_NUMBER})\s*โมง"
    r"|(?P<noon>เที่ยง(?!คืน)))"
    r"(?:\s*โมง)?(?P<half>\s*ครึ่ง)?"
)
_NOON, _EVENING = 12, 18
_LAST_MORNING_LESS = 7


def spoken_hour(text: str, *, language: str) -> time | None:
    """Return the hour that normalised text names as a limit; None where it names none.

    An hour without "morning" or "evening" is the one of opening hours: three is 15:00, nine is 9:00.
    """
    match = (_ARABIC if language == "ar" else _THAI).search(text)
    if match is None:
        return None
    hour = _arabic_hour(match) if language == "ar" else _thai_hour(match)
    minute = int(match["minute"] or 0) or (30 if match["half"] else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _arabic_hour(match: re.Match[str]) -> int:
    hour = _ARABIC_HOURS[match["word"]] if match["word"] else int(match["hour"])
    is_late = match["late"] is not None or (match["early"] is None and hour < _LAST_MORNING_LESS)
    return hour + _NOON if is_late and hour < _NOON else hour


def _thai_hour(match: re.Match[str]) -> int:
    if match["hour"]:
        return int(match["hour"])
    if match["noon"]:
        return _NOON
    if match["afternoon"]:
        return _NOON + (1 if match["afternoon"] == "โมง" else _thai_number(match["afternoon"]))
    if match["dusk"]:
        return _NOON + _thai_number(match["dusk"])
    if match["night"]:
        return _EVENING + _thai_number(match["night"])
    hour = _thai_number(match["day"])
    return hour + _NOON if hour < _LAST_MORNING_LESS - 1 else hour


def _thai_number(word: str) -> int:
    return _THAI_NUMBERS.get(word) or int(word)
