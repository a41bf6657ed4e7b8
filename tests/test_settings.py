"""Settings of e-mail, links and webhooks are refused with what would be right, and never show a password."""

from __future__ import annotations

import pytest

from qa.errors import SettingError
from qa.settings import Settings

FROM = {"QA_MAIL_FROM": "Plumbline <quality@acme.example>"}


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"QA_SMTP_URL": "mail.acme.example", **FROM}, id="no scheme"),
        pytest.param({"QA_SMTP_URL": "http://mail.acme.example", **FROM}, id="another scheme"),
        pytest.param({"QA_SMTP_URL": "smtp://", **FROM}, id="no host"),
        pytest.param({"QA_SMTP_URL": "smtp://host:port", **FROM}, id="no port"),
        pytest.param({"QA_SMTP_URL": "smtp://mail.acme.example"}, id="from nobody"),
        pytest.param({"QA_MAIL_FROM": "quality"}, id="no address"),
        pytest.param({"QA_MAIL_FROM": "a@b.example\nBcc: c@d.example"}, id="two lines"),
        pytest.param({"QA_PUBLIC_URL": "quality.acme.example"}, id="no address of a page"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(SettingError):
        Settings.from_environment(given)


def test_links_begin_with_where_the_page_is_served_unless_told_otherwise() -> None:
    assert Settings.from_environment({"QA_PORT": "9000"}).public_url == "http://127.0.0.1:9000"
    assert Settings.from_environment({"QA_PUBLIC_URL": "https://qa.example/"}).public_url == "https://qa.example"


def test_the_password_of_the_mail_server_is_shown_nowhere() -> None:
    given = {"QA_SMTP_URL": "smtp://qa:hush@mail.acme.example", **FROM}
    assert "hush" not in repr(Settings.from_environment(given))
    with pytest.raises(SettingError) as refused:
        Settings.from_environment({"QA_SMTP_URL": "smpt://qa:hush@mail.acme.example", **FROM})
    assert "hush" not in str(refused.value)


def test_the_agents_channel_is_told_by_source() -> None:
    settings = Settings.from_environment({"QA_AGENT_CHANNELS": "pbx=0, dialer=1"})
    assert settings.agent_channels == {"pbx": 0, "dialer": 1}


@pytest.mark.parametrize("value", ["pbx", "pbx=left", "=1", "pbx=-1"])
def test_a_rule_that_names_no_source_or_channel_is_refused(value: str) -> None:
    with pytest.raises(SettingError, match="QA_AGENT_CHANNELS.*pbx=0 dialer=1"):
        Settings.from_environment({"QA_AGENT_CHANNELS": value})


def test_languages_are_told_of_sides_or_channels_for_all_calls_or_those_of_a_source() -> None:
    settings = Settings.from_environment({"QA_CHANNEL_LANGUAGES": "agent=pl customer=en, pbx:1=pt-BR"})
    assert settings.languages_told("mail") == {"agent": "pl", "customer": "en"}
    assert settings.languages_told("pbx") == {"1": "pt-BR"}
    assert Settings.from_environment({}).languages_told("pbx") == {}


@pytest.mark.parametrize("value", ["pl", "agent", "left=pl", "-1=pl", "agent=polish", "agent=PL", "0=pl 0=en"])
def test_a_language_of_nobody_or_of_no_known_form_is_refused(value: str) -> None:
    with pytest.raises(SettingError, match="QA_CHANNEL_LANGUAGES.*agent=pl customer=en pbx:1=en"):
        Settings.from_environment({"QA_CHANNEL_LANGUAGES": value})
