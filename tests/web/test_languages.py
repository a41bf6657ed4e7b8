"""The page in every language: complete catalogues, the right direction, the team's own times."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.pofile import read_po
from flask_babel import force_locale

from qa import errors
from tests.web.seeded import Seeded, post
from web import names, render

WEB = Path(__file__).resolve().parents[2] / "web"
COMPLETE = ("pl", "pt", "ar", "th")
_FAMILY: tuple[type[errors.RefusalError], ...] = (errors.RefusalError, *errors.RefusalError.__subclasses__())
REFUSALS = sorted((errors.Sentence.__name__, *(one.__name__ for one in _FAMILY)))
PLACE = re.compile(r"%\(\w+\)[sd]")


@pytest.fixture(scope="module")
def words_of_the_page(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    pot = tmp_path_factory.mktemp("pot") / "messages.pot"
    babel = [str(Path(sys.executable).parent / "pybabel"), "-q", "extract", "-F", "babel.cfg"]
    keywords = [word for name in ("_l", "lazy_gettext", *REFUSALS) for word in ("-k", name)]
    subprocess.run([*babel, *keywords, "-o", str(pot), ".", "../qa"], cwd=WEB, check=True)
    with pot.open("rb") as file:
        return {_first(message.id) for message in read_po(file) if message.id}


@pytest.mark.parametrize("language", COMPLETE)
def test_every_string_of_the_page_is_translated(words_of_the_page: set[str], language: str) -> None:
    with (WEB / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        told = {_first(message.id) for message in read_po(file) if message.id and message.string and not message.fuzzy}
    assert words_of_the_page - told == set()


def test_what_is_refused_is_written_as_a_sentence_that_can_be_translated() -> None:
    composed = [
        f"{path.relative_to(WEB.parent)}:{call.lineno}"
        for path in sorted((WEB.parent / "qa" / "stages").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in REFUSALS
        if call.args and isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert composed == []


@pytest.mark.parametrize("language", COMPLETE)
def test_a_translation_keeps_the_places_of_its_original(language: str) -> None:
    with (WEB / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        pairs = [(message.id, message.string) for message in read_po(file) if isinstance(message.id, str)]
    assert [one for one in pairs if set(PLACE.findall(one[0])) != set(PLACE.findall(str(one[1])))] == []


@pytest.mark.parametrize(
    ("language", "direction", "words"),
    [
        pytest.param("pl", "ltr", "Rozmowy", id="Polish"),
        pytest.param("ar", "rtl", "المحادثات", id="Arabic"),
        pytest.param("pt", "ltr", "Conversas", id="Portuguese"),
        pytest.param("th", "ltr", "การสนทนา", id="Thai"),
        pytest.param("en", "ltr", "Conversations", id="English"),
    ],
)
def test_the_page_is_written_in_the_chosen_language(seeded: Seeded, language: str, direction: str, words: str) -> None:
    client = seeded.sign_in("coach")
    post(client, "/language", language=language)
    html = client.get("/conversations").text
    assert f'<html lang="{language}" dir="{direction}"' in html
    assert words in html


def test_a_user_keeps_the_language_in_another_browser(seeded: Seeded) -> None:
    post(seeded.sign_in("reviewer2"), "/language", language="pl")
    assert '<html lang="pl"' in seeded.sign_in("reviewer2").get("/").text


def test_a_language_that_is_not_offered_changes_nothing(seeded: Seeded) -> None:
    client = seeded.sign_in("manager")
    post(client, "/language", language="xx")
    assert '<html lang="en"' in client.get("/").text


def test_a_visitor_reads_the_language_of_their_browser(seeded: Seeded) -> None:
    html = seeded.visit().get("/sign-in", headers={"Accept-Language": "ar-EG,ar;q=0.9"}).text
    assert 'dir="rtl"' in html


def test_the_appearance_stays(seeded: Seeded) -> None:
    client = seeded.sign_in("manager")
    post(client, "/appearance", theme="dark")
    assert 'data-theme="dark"' in client.get("/conversations").text


def test_a_moment_is_told_in_the_teams_zone(seeded: Seeded) -> None:
    with seeded.app.test_request_context():
        assert render.moment(datetime(2026, 5, 31, 22, 30, tzinfo=UTC)) == "Jun 1, 2026, 00:30"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        pytest.param(82.54, "82.5", id="one decimal"),
        pytest.param(100.0, "100", id="whole"),
        pytest.param(None, "–", id="none"),
    ],
)
def test_a_score_has_no_needless_decimals(seeded: Seeded, value: float | None, words: str) -> None:
    with seeded.app.test_request_context():
        assert render.score(value) == words


@pytest.mark.parametrize(("value", "words"), [(0.25, "25 %"), (0.0005, "0.05 %"), (1.0, "100 %"), (1 / 3, "33.3 %")])
def test_a_share_keeps_the_digits_of_small_ones(seeded: Seeded, value: float, words: str) -> None:
    with seeded.app.test_request_context():
        assert render.share(value) == words


def test_arabic_counts_from_11_to_99_take_the_accusative() -> None:
    with (WEB / "translations" / "ar" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        told = [message.string for message in read_po(file) if message.pluralizable and message.id]
    counts = [[form.count("\u064b") for form in forms] for forms in told if isinstance(forms, tuple | list)]
    swapped = [forms for forms in counts if forms[4] > forms[5]]
    assert swapped == []


def test_names_follow_the_language(seeded: Seeded) -> None:
    with seeded.app.test_request_context(), force_locale(Locale("pl")):
        assert names.verdict_name("needs_human") == "Wymaga człowieka"


def test_portuguese_is_written_as_in_portugal(seeded: Seeded) -> None:
    with seeded.app.test_request_context(headers={"Accept-Language": "pt"}):
        assert (render.language_name("pl"), render.day(datetime(2026, 5, 31, tzinfo=UTC))) == ("polaco", "31/05/2026")


def _first(message_id: str | tuple[str, ...] | list[str]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]
