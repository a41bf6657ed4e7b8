"""The hours that Arabic and Thai promises name."""

from __future__ import annotations

from datetime import time

import pytest

from checks.claims.spoken_hours import spoken_hour
from checks.normal import normalise


@pytest.mark.parametrize(
    ("language", "text", "hour"),
    [
        pytest.param("ar", "سأكتب لحضرتك قبل الثالثة", time(15), id="three is in the afternoon"),
        pytest.param("ar", "قبل الساعة 9 صباحًا", time(9), id="a morning"),
        pytest.param("ar", "بحلول الساعة 8 مساءً", time(20), id="an evening"),
        pytest.param("ar", "حتى الساعة 16:30", time(16, 30), id="twenty-four hours"),
        pytest.param("ar", "قبل العاشرة", time(10), id="ten is in the morning"),
        pytest.param("ar", "على الساعة الرابعة ونصف", time(16, 30), id="a half"),
        pytest.param("ar", "قبل الثانية عشرة", time(12), id="noon"),
        pytest.param("ar", "قبل 3 أيام", None, id="days are no hours"),
        pytest.param("th", "แจ้งกลับก่อนบ่ายสามครับ", time(15), id="after noon"),
        pytest.param("th", "ก่อนบ่ายโมงค่ะ", time(13), id="one after noon"),
        pytest.param("th", "ภายใน 15.00 น.", time(15), id="a clock"),
        pytest.param("th", "ไม่เกินห้าโมงเย็น", time(17), id="the evening"),
        pytest.param("th", "ก่อน 2 ทุ่ม", time(20), id="the night"),
        pytest.param("th", "ตอนเก้าโมงครึ่ง", time(9, 30), id="a morning's half"),
        pytest.param("th", "ก่อนเที่ยงค่ะ", time(12), id="noon in Thai"),
        pytest.param("th", "ภายใน 3 วัน", None, id="Thai days are no hours"),
        pytest.param("th", "ก่อน 25.00", None, id="no such hour"),
    ],
)
def test_an_hour_is_read_as_people_mean_it(language: str, text: str, hour: time | None) -> None:
    assert spoken_hour(normalise(text, language=language).text, language=language) == hour
