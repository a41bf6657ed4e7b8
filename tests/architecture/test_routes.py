"""Every route declares who may use it and what its page is called; every role's rights are written down."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from qa.settings import Settings
from qa.store.tables import UserRole
from web import create_app
from web.permissions import GRANTS, Permission, declared_routes

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app(Settings.from_environment({"QA_HOME": str(tmp_path_factory.mktemp("home"))}))


def test_every_route_declares_a_permission_and_a_title(app: Flask) -> None:
    declared = declared_routes(app)
    bare = {rule.endpoint for rule in app.url_map.iter_rules()} - {"static"} - set(declared)
    assert not bare, f"declare these with web.permissions.route: {sorted(bare)}"
    with app.test_request_context():
        assert all(str(route.title) for route in declared.values())


def test_only_signing_in_language_and_appearance_are_open_to_anybody(app: Flask) -> None:
    open_routes = {name for name, route in declared_routes(app).items() if route.permission is Permission.ANYBODY}
    signing_in = {"sign_in.show", "sign_in.enter", "entering.show", "entering.enter"}
    assert open_routes == {*signing_in, "sign_in.set_language", "sign_in.set_appearance"}


def test_a_get_changes_nothing_and_a_post_has_no_get_twin_of_the_same_view(app: Flask) -> None:
    both = [rule.endpoint for rule in app.url_map.iter_rules() if {"GET", "POST"} <= (rule.methods or set())]
    assert both == []


@pytest.mark.parametrize("role", UserRole)
def test_the_rights_of_a_role_are_written_down(role: UserRole) -> None:
    text = (ROOT / "docs" / "roles.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \|(.+)\|$", text, re.MULTILINE)
    heads = re.search(r"^\| Permission \|(.+)\|$", text, re.MULTILINE)
    assert heads is not None
    place = [head.strip() for head in heads[1].split("|")].index(role.value)
    written = {name for name, cells in rows if cells.split("|")[place].strip() == "yes"}
    assert written == {permission.value for permission in GRANTS[role]}
