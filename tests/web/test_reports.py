"""Reports are read as they were made; what is not there is asked for."""

from __future__ import annotations

import html
import io
import json
import re
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pytest
from sqlalchemy import select

from qa.settings import Settings
from qa.stages.reporting import SECTIONS, Scope, days_scope, find_report, make_report, parse_period, request_report
from qa.stages.reporting.kept import Taken, keep_report
from qa.store import tables
from tests.web.seeded import Seeded, post

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(seeded: Seeded) -> Seeded:
    """The seeded page with the report of May, by hand of a worker, and an agent whose name is mark-up."""
    settings: Settings = seeded.app.extensions["plumbline.settings"]
    with seeded.session() as session:
        session.get_one(tables.Agent, 1).name = "=<b>Anna</b>"
        session.flush()
        for scope in (_may(settings), replace(_may(settings), channel="chat")):
            request_report(session, scope, now=NOW)
            report = make_report(session, scope, settings=settings, now=NOW)
            keep_report(session, Taken(scope, None), report, basis="b", now=NOW)
    return seeded


def _may(settings: Settings) -> Scope:
    return parse_period("2026-05", settings.zone)


@pytest.mark.parametrize(
    ("name", "status"), [("manager", 200), ("admin", 200), ("coach", 200), ("reviewer", 403), ("agent", 403)]
)
def test_coaches_and_managers_read_reports(made: Seeded, name: str, status: int) -> None:
    assert made.sign_in(name).get("/reports?period=2026-05").status_code == status


@pytest.mark.parametrize("section", [*(name for name in SECTIONS if name != "overview"), "whole"])
def test_every_part_of_a_made_report_is_a_page(made: Seeded, section: str) -> None:
    response = made.sign_in("manager").get(f"/reports/{section}?period=2026-05")
    assert response.status_code == 200
    assert "<b>Anna</b>" not in response.text


@pytest.mark.parametrize("language", ["pl", "pt", "ar", "th"])
def test_the_whole_report_reads_in_every_language(made: Seeded, language: str) -> None:
    with made.session() as session:
        made.user(session, "admin").language = language
    assert made.sign_in("admin").get("/reports/whole?period=2026-05").status_code == 200


def test_figures_stand_with_a_sentence_on_how_sure_they_are(made: Seeded) -> None:
    html = made.sign_in("manager").get("/reports?period=2026-05").text
    assert "Only the machine speaks here so far" in html
    assert "As of" in html


def test_a_rate_of_the_machine_leads_to_its_conversations(made: Seeded) -> None:
    manager = made.sign_in("manager")
    page = manager.get("/reports/criteria?period=2026-05&channel=chat").text
    found = re.search(r'href="(/conversations\?[^"]*criterion=[a-z-]+[^"]*)"', page)
    assert found is not None
    address = html.unescape(found[1])
    assert "date_from=2026-05-01&date_to=2026-05-31&channel=chat" in address
    listed = manager.get(address).text
    assert 'href="/conversations/' in listed and "Clear all" in listed


def test_an_agent_of_the_report_leads_to_their_coaching_and_conversations(made: Seeded) -> None:
    page = made.sign_in("manager").get("/reports/agents?period=2026-05").text
    assert re.search(r'href="/coaching/agents/\d+"', page)
    assert re.search(r'href="/conversations\?[^"]*agent_id=\d+', page)
    assert "/coaching/agents/" not in made.sign_in("coach").get("/reports/agents?period=2026-05").text


def test_an_unknown_part_is_not_found(made: Seeded) -> None:
    assert made.sign_in("manager").get("/reports/weather").status_code == 404


def test_what_cannot_be_read_of_an_address_is_named_and_left_out(made: Seeded) -> None:
    html = made.sign_in("manager").get("/reports?period=<b>&channel=pigeon&team=x&language=1").text
    assert html.count("is not known here and was left out") == 4
    assert "“&lt;b&gt;”" in html


def test_a_scope_nobody_asked_for_offers_to_be_computed(made: Seeded) -> None:
    client, settings = made.sign_in("manager"), made.app.extensions["plumbline.settings"]
    address = "/reports/agents?period=2026-03&language=th"
    assert "This report was not computed yet" in client.get(address).text
    asked = {"period": "2026-03", "language": "th", "section": "agents"}
    response = post(client, "/reports", token_at=address, **asked)
    assert (response.status_code, response.headers["Location"]) == (303, address)
    assert "This report is being computed" in client.get(address).text
    with made.session() as session:
        kept = find_report(session, replace(parse_period("2026-03", settings.zone), language="th"))
        assert kept is not None
        assert kept.made_at is None


def test_a_scope_of_few_conversations_tells_nothing(made: Seeded) -> None:
    settings = made.app.extensions["plumbline.settings"]
    with made.session() as session:
        conversation = tables.Conversation
        moments = session.scalars(select(conversation.started_at).where(conversation.channel == "sms"))
        day = min(moment.astimezone(settings.zone).date() for moment in moments if moment)
        scope = replace(days_scope(day, day, settings.zone), channel="sms")
        request_report(session, scope, now=NOW)
        report = make_report(session, scope, settings=settings, now=NOW)
        assert 0 < report.overview.conversations < 5
        keep_report(session, Taken(scope, None), report, basis="b", now=NOW)
    client, address = made.sign_in("manager"), f"period={scope.period}&channel=sms"
    assert "Too few conversations" in client.get(f"/reports?{address}").text
    assert client.get(f"/reports/file.json?{address}").status_code == 404


def test_asking_needs_the_right_to_read(made: Seeded) -> None:
    assert post(made.sign_in("reviewer"), "/reports", period="2026-01").status_code == 403


def test_days_of_ones_own_choice_become_a_period(made: Seeded) -> None:
    html = made.sign_in("manager").get("/reports?date_from=2026-05-03&date_to=2026-05-09").text
    assert 'value="2026-05-03..2026-05-09"' in html


def test_json_holds_every_section(made: Seeded) -> None:
    response = made.sign_in("manager").get("/reports/file.json?period=2026-05&channel=chat")
    found = json.loads(response.data)
    assert set(SECTIONS) <= set(found)
    assert (found["period"], found["channel"]) == ("2026-05", "chat")
    assert 'filename="report-2026-05-chat.json"' in response.headers["Content-Disposition"]


def test_a_workbook_holds_agents_by_their_names(made: Seeded) -> None:
    content = made.sign_in("manager").get("/reports/file.xlsx?period=2026-05").data
    cells = {
        cell.value: cell.data_type
        for row in openpyxl.load_workbook(io.BytesIO(content))["agents-lines"]
        for cell in row
    }
    assert cells["=<b>Anna</b>"] == "s"


def test_csv_files_come_in_one_archive(made: Seeded) -> None:
    response = made.sign_in("manager").get("/reports/file.csv?period=2026-05")
    with zipfile.ZipFile(io.BytesIO(response.data)) as archive:
        assert "'=<b>Anna</b>" in archive.read("agents-lines.csv").decode("utf-8")


@pytest.mark.parametrize("address", ["/reports/file.doc?period=2026-05", "/reports/file.json?period=2025-01"])
def test_there_is_no_file_of_what_is_not_made(made: Seeded, address: str) -> None:
    assert made.sign_in("manager").get(address).status_code == 404


def test_who_is_to_rate_a_conversation_blind_does_not_see_it_in_the_list(made: Seeded) -> None:
    settings = made.app.extensions["plumbline.settings"]
    with made.session() as session:
        kept = find_report(session, _may(settings))
        assert kept is not None
        listed = kept.section("contacts").satisfaction.unhappy[0]
        sample = tables.Sample(name="s", design="random", size=1, seed=1, frame_size=1, strata=[], created_at=NOW)
        session.add(sample)
        session.flush()
        coach = made.user(session, "coach").id
        place = {"sample_id": sample.id, "conversation_id": listed}
        session.add(tables.SamplePick(**place, position=0, inclusion_probability=0.5))
        session.add(tables.Assignment(**place, reviewer_id=coach, created_at=NOW))
    link = f'href="/conversations/{listed}"'
    assert link in made.sign_in("manager").get("/reports/contacts?period=2026-05").text
    assert link not in made.sign_in("coach").get("/reports/contacts?period=2026-05").text


def test_no_page_of_reports_loads_the_statistics_machinery(tmp_path_factory: pytest.TempPathFactory) -> None:
    import subprocess

    code = (
        "import sys; from pathlib import Path; from tests.web.seeded import open_seeded\n"
        f"home = Path({str(tmp_path_factory.mktemp('light'))!r})\n"
        "with open_seeded(home, count=3) as page:\n"
        "    client = page.sign_in('manager')\n"
        "    assert client.get('/reports?period=2026-05').status_code == 200\n"
        "    from qa.stages.reporting.files import workbook\n"
        "    import xlsxwriter\n"
        "print([name for name in ('numpy', 'scipy') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
