"""Words in templates: translated, filled and escaped, in whatever language is asked for at the moment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask, render_template_string
from flask_babel import force_locale

from tests.web.seeded import Seeded
from web.names import channel_name


@pytest.fixture
def app(seeded: Seeded) -> Iterator[Flask]:
    with seeded.app.test_request_context("/"):
        yield seeded.app


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("template", "words"),
    [
        pytest.param("{{ _('Reviews') }}", "Oceny", id="a plain text"),
        pytest.param("{{ _('Workload of %(name)s', name='<b>') }}", "&lt;b&gt;", id="what is filled in is escaped"),
        pytest.param("{{ ngettext('%(num)s precedent', '%(num)s precedents', 5) }}", "5 precedensów", id="a plural"),
        pytest.param("{{ _('no text of ours: 5 %%') }}", "no text of ours: 5 %", id="a percent sign"),
    ],
)
def test_templates_say(template: str, words: str) -> None:
    with force_locale("pl"):
        assert words in render_template_string(template)


@pytest.mark.usefixtures("app")
def test_another_language_is_taken_up_at_once() -> None:
    said = []
    for language in ("en", "pl", "en"):
        with force_locale(language):
            said.append((render_template_string("{{ _('Reviews') }}"), channel_name("call")))
    assert said == [("Reviews", "Call"), ("Oceny", "Rozmowa telefoniczna"), ("Reviews", "Call")]


def test_a_name_is_said_outside_of_a_request_too() -> None:
    assert channel_name("call") == "Call"
    assert channel_name("pigeon") == "pigeon"
