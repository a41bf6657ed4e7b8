"""What protects the page whoever asks: headers, tokens, roles and escaped words."""

from __future__ import annotations

import pytest

from qa.settings import Settings
from tests.web.seeded import Seeded
from web import security


@pytest.mark.parametrize("url", ["/", "/sign-in", "/conversations", "/samples", "/nowhere"])
def test_every_answer_carries_the_strict_headers(seeded: Seeded, url: str) -> None:
    headers = seeded.sign_in("manager").get(url, follow_redirects=True).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("url", ["/", "/sign-in", "/conversations", "/conversations/2", "/samples/new"])
def test_no_page_holds_inline_script_or_style(seeded: Seeded, url: str) -> None:
    html = seeded.sign_in("manager").get(url, follow_redirects=True).text
    assert "<script>" not in html
    assert "<style" not in html
    assert " style=" not in html
    assert " onclick=" not in html


@pytest.mark.parametrize("url", ["/sign-in", "/sign-out", "/language", "/appearance", "/samples", "/people/1/sign-out"])
def test_a_form_without_its_token_is_refused(seeded: Seeded, url: str) -> None:
    assert seeded.sign_in("admin").post(url, data={}).status_code == 400


@pytest.mark.parametrize(
    ("name", "url", "status"),
    [
        pytest.param("agent", "/conversations", 403, id="an agent sees no list"),
        pytest.param("agent", "/conversations/1", 403, id="an agent opens no conversation"),
        pytest.param("agent", "/samples", 403, id="an agent sees no sample"),
        pytest.param("reviewer", "/samples", 200, id="a reviewer sees samples"),
        pytest.param("reviewer", "/samples/new", 403, id="a reviewer draws none"),
        pytest.param("coach", "/samples/new", 403, id="a coach draws none"),
        pytest.param("manager", "/samples/new", 200, id="a manager draws"),
        pytest.param("manager", "/people/new", 403, id="a manager keeps no people"),
        pytest.param("admin", "/people", 200, id="an admin keeps people"),
    ],
)
def test_a_role_opens_its_own_pages_only(seeded: Seeded, name: str, url: str, status: int) -> None:
    assert seeded.sign_in(name).get(url).status_code == status


def test_words_of_people_are_escaped(seeded: Seeded) -> None:
    client = seeded.sign_in("manager")
    html = client.get("/conversations?text=<script>alert(1)</script>").text
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_a_defect_shows_no_detail(seeded: Seeded) -> None:
    seeded.app.config["PROPAGATE_EXCEPTIONS"] = False
    with seeded.session() as session:
        session.connection().exec_driver_sql("ALTER TABLE sample RENAME TO hidden")
    answer = seeded.sign_in("manager").get("/samples")
    with seeded.session() as session:
        session.connection().exec_driver_sql("ALTER TABLE hidden RENAME TO sample")
    assert answer.status_code == 500
    assert "sqlite" not in answer.text.lower()


def test_the_key_that_signs_cookies_is_kept_and_private(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("home")
    settings = Settings.from_environment({"QA_HOME": str(home)})
    key = security.secret_key(settings)
    assert len(key) == 64
    assert security.secret_key(settings) == key
    assert (home / "secret_key").stat().st_mode & 0o077 == 0
