from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from checks.languagetool import rules
from checks.languagetool.rules import DROPPED, KINDS, profiles, variant_of


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
        pytest.param("en", "INTERJECTIONS_PUNCTUATION", "PUNCTUATION", "typographical", DROPPED, id="an interjection"),
        pytest.param("ar", "collo_0086_fi_athnaa", "X", "grammar", DROPPED, id="Arabic names what counts"),
    ],
)
def test_a_rule_counts_as_its_entry_says(language: str, rule: str, category: str, issue_type: str, kind: str) -> None:
    assert profiles()[language].kind_of(rule, category=category, issue_type=issue_type) == kind


def test_every_variant_named_is_a_profile() -> None:
    assert {profile.also for profile in profiles().values() if profile.also} <= set(profiles())


def test_the_kinds_are_those_the_checks_know() -> None:
    assert KINDS == ("spelling", "grammar", "punctuation")


def test_every_rule_left_out_says_why() -> None:
    read = YAML(typ="safe").load(Path(rules.__file__).with_name("rules.yaml"))
    entries = [(rule, entry) for found in read["rules"].values() for rule, entry in found.items()]
    assert [
        rule for rule, entry in entries if (entry["as"] == DROPPED or "unless" in entry) and "because" not in entry
    ] == []


@pytest.mark.parametrize("name", ["certain.yaml", "certain_words.yaml"])
def test_every_rule_believed_says_why(name: str) -> None:
    read = YAML(typ="safe").load(Path(rules.__file__).with_name(name))
    assert [entry["rules"] for group in read.values() for entry in group if not entry.get("because")] == []


@pytest.mark.parametrize(
    ("language", "rule", "shown", "expected"),
    [
        pytest.param("pl", "ZE_INF_IMPT", "Myślę, że ⟦przeczytać⟧ warto.", False, id="not believed at all"),
        pytest.param("pl", "ZNAD", "Wrócili ⟦z nad⟧ morza.", True, id="believed anywhere"),
        pytest.param("pl", "TA_KSIAZKA", "Zaznacz ⟦tą⟧ opcję.", True, id="in its place"),
        pytest.param("pl", "TA_KSIAZKA", "Widzisz ⟦tą⟧ jabłoń?", False, id="out of its place"),
        pytest.param("pt-BR", "PARONYM_INICIO_169", "desde ⟦o inicio⟧ do mês", True, id="a family"),
        pytest.param("en-US", "WITH_OUT", "help ⟦with out⟧ of stock items", False, id="a variant has its language's"),
    ],
)
def test_a_rule_is_believed_where_its_entry_says(language: str, rule: str, shown: str, expected: bool) -> None:
    assert profiles()[language].is_certain(rule, shown) is expected


@pytest.mark.parametrize(
    ("language", "rule", "marked", "expected"),
    [
        pytest.param("pl", "SUBST_ADJ_UNIFY", "status doręczona", True, id="the name of a status"),
        pytest.param("pl", "SUBST_ADJ_UNIFY", "paczka uszkodzony", False, id="a real fault"),
        pytest.param("ar", "gender_0001_hadha", "هذا قسمي", True, id="an indefinite noun is said of it"),
        pytest.param("ar", "gender_0001_hadha", "هذا السلامة", False, id="a definite noun must agree"),
        pytest.param("ar", "gender_0001_hadha", "هذا الفستان", True, id="a noun without a feminine ending"),
        pytest.param("ar", "gender_0006_dhalika", "ذلك الطاولة", False, id="a noun with a feminine ending"),
        pytest.param("ar", "gender_0002_hadhihi", "هذه الشمس", True, id="feminine by nature"),
        pytest.param("ar", "gender_0007_tilka", "تلك الكراسي", True, id="a broken plural"),
        pytest.param("ar", "gender_0002_hadhihi", "هذه العنوان", False, id="masculine after a feminine"),
    ],
)
def test_some_marks_of_a_rule_are_right_words(language: str, rule: str, marked: str, expected: bool) -> None:
    assert profiles()[language].is_excused(rule, marked) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Os correios recolheram dia 2, mas a nós só chegou", True, id="a pronoun after a preposition"),
        pytest.param("Os três chegam", True, id="a number for the things"),
        pytest.param("Hoje nós só chegou", False, id="a subject"),
        pytest.param("As caixa chegam", False, id="a noun"),
    ],
)
def test_a_mark_may_be_right_by_what_leads_up_to_it(text: str, expected: bool) -> None:
    assert profiles()["pt-BR"].is_led_up_to("GENERAL_VERB_AGREEMENT_ERRORS", text) is expected


@pytest.mark.parametrize("laughter", ["rs", "Rsrs", "kkk", "Ahah", "hehe", "Haha", "hmm", "Hm"])
@pytest.mark.parametrize(("language", "rule"), [("pt-BR", "MORFOLOGIK_RULE_PT_BR"), ("pl", "MORFOLOGIK_RULE_PL_PL")])
def test_laughter_has_no_spelling(language: str, rule: str, laughter: str) -> None:
    assert profiles()[language].is_excused(rule, laughter)


@pytest.mark.parametrize(
    ("language", "country", "variant"),
    [
        pytest.param("pt", "BR", "pt-BR", id="Brazil"),
        pytest.param("pt", "pt", "pt-PT", id="Portugal"),
        pytest.param("pt", "PL", "pt", id="no country of the language"),
        pytest.param("pl", None, "pl", id="no country"),
    ],
)
def test_the_country_says_the_variant(language: str, country: str | None, variant: str) -> None:
    assert variant_of(language, country) == variant
