"""A customer's name is read from what a record holds: titles, places and turned order aside."""

from __future__ import annotations

import pytest

from checks.recorded_names import person_of, unaccented


@pytest.mark.parametrize(
    ("recorded", "person"),
    [
        pytest.param("Miss Okafor, Riverside Nursery School", "Okafor", id="title and place"),
        pytest.param("LIS, EWA", "Ewa Lis", id="turned and shouted"),
        pytest.param("tom baker", "Tom Baker", id="small letters"),
        pytest.param("Mr & Mrs Baker", "Baker", id="a couple"),
        pytest.param("Jan i Ewa Lisowie", "Jan Ewa Lisowie", id="two given names"),
        pytest.param("Ann Baker (Baker & Sons)", "Ann Baker", id="aside"),
        pytest.param("MARIA DA SILVA", "Maria da Silva", id="particle"),
        pytest.param("Lis Sp. z o.o.", "", id="company"),
        pytest.param("tom.baker", "", id="login"),
        pytest.param("السيدة هدى علي", "هدى علي", id="ar title"),
        pytest.param("Hélder", "Hélder", id="one name"),
        pytest.param(None, "", id="none"),
    ],
)
def test_a_record_is_read_as_a_person(recorded: str | None, person: str) -> None:
    assert person_of(recorded) == person


def test_accents_make_no_other_name() -> None:
    assert unaccented("Łukasz José") == "lukasz jose"
