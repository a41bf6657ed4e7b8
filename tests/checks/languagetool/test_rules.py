from __future__ import annotations

import pytest

from checks.languagetool.rules import DROPPED, KINDS, profiles


@pytest.mark.parametrize(
    ("language", "rule", "category", "issue_type", "kind"),
    [
        pytest.param("pl", "MORFOLOGIK_RULE_PL_PL", "TYPOS", "misspelling", "spelling", id="by issue type"),
        pytest.param("pl", "BRAK_PRZECINKA_ZE", "PUNCTUATION", "typographical", "punctuation", id="by category"),
        pytest.param("en", "EN_A_VS_AN", "MISC", "misspelling", "grammar", id="by rule"),
        pytest.param("pt-BR", "PT_BARBARISMS_REPLACE_E_MAIL", "STYLE", "locale-violation", DROPPED, id="by pattern"),
        pytest.param(
            "en-US", "OXFORD_SPELLING_Z_NOT_S", "X", "misspelling", DROPPED, id="a variant has its language's"
        ),
        pytest.param("en", "SOME_NEW_RULE", "STYLE", "style", DROPPED, id="style is no fault"),
        pytest.param("ar", "collo_0086_fi_athnaa", "X", "grammar", DROPPED, id="Arabic names what counts"),
    ],
)
def test_a_rule_counts_as_its_entry_says(language: str, rule: str, category: str, issue_type: str, kind: str) -> None:
    assert profiles()[language].kind_of(rule, category=category, issue_type=issue_type) == kind


def test_every_variant_named_is_a_profile() -> None:
    assert {profile.also for profile in profiles().values() if profile.also} <= set(profiles())


def test_the_kinds_are_those_the_checks_know() -> None:
    assert KINDS == ("spelling", "grammar", "punctuation")
