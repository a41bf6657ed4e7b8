"""The kind `phrase`: words that should not be said."""

from __future__ import annotations

import pytest

from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes, use, words


def test_a_forbidden_phrase_fails_with_its_words() -> None:
    result = judge("phrase", conversation(("agent", "Well, whatever you say.")), forbid=words("whatever"))
    assert result.verdict is Verdict.FAIL
    assert quotes(result) == ["whatever"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('You wrote "whatever" to us.', id="in quotation marks"),
        pytest.param("Fine.\n> whatever", id="in a quoted line"),
        pytest.param("Fine.\nOn Monday Jan wrote:\nwhatever", id="in mail history"),
    ],
)
def test_what_the_agent_quotes_counts_for_nothing(text: str) -> None:
    assert judge("phrase", conversation(("agent", text)), forbid=words("whatever")).verdict is Verdict.PASS


def test_only_the_agent_is_judged() -> None:
    result = judge("phrase", conversation(("customer", "whatever")), forbid=words("whatever"))
    assert result.verdict is Verdict.NOT_APPLICABLE


def test_a_language_without_the_set_is_not_applicable() -> None:
    result = judge("phrase", conversation(("agent", "Sie hätten lesen sollen"), language="de"), forbid=use("blame"))
    assert result.verdict is Verdict.NOT_APPLICABLE


def test_an_unknown_set_is_not_applicable_and_never_a_pass() -> None:
    result = judge("phrase", conversation(("agent", "Hello")), forbid=use("no-such-set"))
    assert result.verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("within", "text", "verdict"),
    [
        pytest.param("match", "no way but way out", Verdict.FAIL, id="match: must touch"),
        pytest.param("match", "no way out", Verdict.PASS, id="match: touches"),
        pytest.param("sentence", "no way but a way out", Verdict.PASS, id="sentence: same one"),
        pytest.param("sentence", "no way. There is a way out.", Verdict.FAIL, id="sentence: another one"),
        pytest.param("message", "no way. There is a way out.", Verdict.PASS, id="message: anywhere"),
    ],
)
def test_an_innocent_phrase_excuses_from_as_near_as_it_must_be(within: str, text: str, verdict: Verdict) -> None:
    result = judge(
        "phrase",
        conversation(("agent", text)),
        forbid=words("no way"),
        unless=words("way out"),
        unless_within=within,
    )
    assert result.verdict is verdict


def test_another_kind_of_customer_is_not_judged() -> None:
    business = conversation(("agent", "whatever"), metadata={"customer_type": "business"})
    assert judge("phrase", business, forbid=words("whatever"), customer="consumer").verdict is Verdict.NOT_APPLICABLE


def test_the_explanation_is_in_the_language_of_the_conversation() -> None:
    result = judge(
        "phrase",
        conversation(("agent", "Trudno, trudno."), language="pl"),
        forbid=words("trudno$"),
        message={"en": "Not '{match}'", "pl": "Nie „{match}”"},
    )
    assert result.findings[0].explanation == "Nie „trudno”"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("Pozdrawiam\nBeata Orzeł", Verdict.PASS, id="signed"),
        pytest.param("Dzień dobry, Panie Baran.", Verdict.PASS, id="greeted"),
        pytest.param("Panie Baran, ale z pana baran.", Verdict.FAIL, id="the same word, small"),
        pytest.param("Pan Kowal to baran.", Verdict.FAIL, id="beside another name"),
    ],
)
def test_nobody_is_insulted_by_a_name(text: str, verdict: Verdict) -> None:
    said = conversation(("agent", text), language="pl", agent="Beata Orzeł", customer="Jan Baran")
    assert judge("phrase", said, forbid=words("Orzeł", "(pan*)? baran")).verdict is verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("Whatever, fine.", Verdict.NEEDS_HUMAN, id="a doubtful phrase"),
        pytest.param("Shut up.", Verdict.FAIL, id="a sure one"),
        pytest.param("Shut up, whatever.", Verdict.FAIL, id="both"),
    ],
)
def test_a_phrase_in_doubt_needs_a_person(text: str, verdict: Verdict) -> None:
    said = conversation(("agent", text))
    assert judge("phrase", said, forbid=words("shut up"), doubt=words("whatever")).verdict is verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("You broke the rules. I'll help.", Verdict.FAIL, id="help in the next sentence"),
        pytest.param("You broke the rules, but I'll help.", Verdict.NEEDS_HUMAN, id="help in the sentence"),
        pytest.param("If you broke the rules, fine.", Verdict.FAIL, id="within the words themselves"),
    ],
)
def test_a_mild_phrase_in_the_sentence_leaves_it_to_a_person(text: str, verdict: Verdict) -> None:
    result = judge(
        "phrase", conversation(("agent", text)), forbid=words("(if)? you broke the rules"), mild=words("I'll", "if")
    )
    assert result.verdict is verdict


@pytest.mark.parametrize(
    ("language", "text", "verdict"),
    [
        pytest.param("en", "You should have read the terms.", Verdict.FAIL, id="en: sure"),
        pytest.param("en", "You should have been told that.", Verdict.NEEDS_HUMAN, id="en: doubtful"),
        pytest.param("en", "You ought to have contacted us.", Verdict.FAIL, id="en: sure, other words"),
        pytest.param("pl", "Trzeba było przeczytać regulamin.", Verdict.FAIL, id="pl: sure"),
        pytest.param("pl", "Szkoda, że trzeba było tyle czekać.", Verdict.NEEDS_HUMAN, id="pl: doubtful"),
        pytest.param("pt", "Eu pedia que visse primeiro a tomada.", Verdict.NEEDS_HUMAN, id="pt: doubtful"),
        pytest.param("pt", "Visse primeiro a tabela. Lesse bem.", Verdict.FAIL, id="pt: sure"),
        pytest.param("ar", "كما ذكرت لك، يصل غدا.", Verdict.NEEDS_HUMAN, id="ar: doubtful"),
        pytest.param("ar", "كان لازم تقرأ الشروط.", Verdict.FAIL, id="ar: sure"),
        pytest.param("th", "ถ้าดูในแอปก็จะเห็นเลขพัสดุค่ะ", Verdict.NEEDS_HUMAN, id="th: doubtful"),
        pytest.param("th", "ลูกค้าน่าจะอ่านเงื่อนไขก่อนนะคะ", Verdict.FAIL, id="th: sure"),
    ],
)
def test_packs_tell_which_phrases_they_are_sure_of(language: str, text: str, verdict: Verdict) -> None:
    said = conversation(("agent", text), language=language)
    assert judge("phrase", said, forbid=use("blame"), combine="blame").verdict is verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("My hands are tied.", Verdict.NEEDS_HUMAN, id="a doubtful phrase alone"),
        pytest.param("No big deal, it's not the end of the world.", Verdict.NEEDS_HUMAN, id="with a combination"),
        pytest.param("It's hardly a disaster.", Verdict.FAIL, id="a sure phrase with a combination"),
        pytest.param("It will cost you nothing, we do want it.", Verdict.NEEDS_HUMAN, id="a combination alone"),
    ],
)
def test_a_combination_asks_a_person(text: str, verdict: Verdict) -> None:
    said = conversation(("agent", text))
    assert judge("phrase", said, forbid=use("dismissal"), combine="dismissal").verdict is verdict


@pytest.mark.parametrize(
    ("language", "text", "verdict"),
    [
        pytest.param("en", "Ring the depot yourself.", Verdict.FAIL, id="en, sent off"),
        pytest.param("en", "Ring the depot yourself. I've put a note on it.", Verdict.NEEDS_HUMAN, id="en, a part"),
        pytest.param("pl", "Zadzwoni pan sam. Równolegle wysyłam zlecenie.", Verdict.NEEDS_HUMAN, id="pl, a part"),
        pytest.param("pt", "Ligue o senhor. Entretanto escrevo eu.", Verdict.NEEDS_HUMAN, id="pt, a part"),
        pytest.param("ar", "كلمهم بنفسك. وأنا من جهتي كتبت للمستودع.", Verdict.NEEDS_HUMAN, id="ar, a part"),
        pytest.param("th", "โทรเองนะคะ ส่วนทางร้านส่งเรื่องให้แล้วค่ะ", Verdict.NEEDS_HUMAN, id="th, a part"),
    ],
)
def test_who_does_a_part_themselves_is_left_to_a_person(language: str, text: str, verdict: Verdict) -> None:
    said = conversation(("customer", "?"), ("agent", text), language=language)
    sent = words("yourself", "sam", "o senhor", "بنفسك", "โทรเอง")
    assert judge("phrase", said, forbid=sent, helped=use("own-part")).verdict is verdict


@pytest.mark.parametrize(
    ("language", "text", "verdict"),
    [
        pytest.param("en", "There's nothing I can do.", Verdict.FAIL, id="en, alone"),
        pytest.param("en", "There's nothing I can do. You'll have to wait.", Verdict.FAIL, id="en, to wait"),
        pytest.param(
            "en", "There's nothing I can do about today. A new one comes by ten.", Verdict.NEEDS_HUMAN, id="en, a way"
        ),
        pytest.param("pl", "Dziś nic nie poradzę. Nowa suknia jedzie od rana.", Verdict.NEEDS_HUMAN, id="pl, a way"),
        pytest.param("pl", "Nic nie poradzę. Proszę czekać na kuriera.", Verdict.FAIL, id="pl, to wait"),
        pytest.param("th", "ช่วยไม่ได้จริง ๆ พรุ่งนี้เขากลับมาแปดถึงสิบโมงค่ะ", Verdict.NEEDS_HUMAN, id="th, a way"),
    ],
)
def test_helplessness_with_a_way_after_it_is_left_to_a_person(language: str, text: str, verdict: Verdict) -> None:
    said = conversation(("customer", "?"), ("agent", text), language=language)
    assert judge("phrase", said, forbid=use("dismissal"), mild=use("promise")).verdict is verdict
