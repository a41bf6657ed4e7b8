"""The people who may sign in: managers see them, administrators add and change them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import AccountError
from qa.stages import accounts, people_changes, people_listing
from qa.stages.people_changes import PersonForm
from qa.stages.sign_in_links import make_link
from web import auth, people_names, render
from web.letters import send_invitation
from web.people_forms import EMPTY, known_person, read_filter, read_person, written_person
from web.permissions import Permission, route
from web.refusals import told
from web.sessions import db, settings

views = Blueprint("people", __name__, url_prefix="/people")
views.add_app_template_filter(people_names.event_name, "account_event")
views.add_app_template_filter(people_names.changes_of, "account_changes")


@route(views, "", permission=Permission.SEE_PEOPLE, title=_l("People"))
def show_list() -> Response:
    """List everybody, or those a filter asks for."""
    wanted, page = read_filter(request.args), max(1, request.args.get("page", 1, type=int))
    users, has_more = people_listing.find_people(db(), wanted, page=page)
    return render.render_page(
        "people/index.html", users=users, has_more=has_more, page=page, wanted=wanted, roles=people_names.ROLE_TEXTS
    )


@route(views, "/new", permission=Permission.KEEP_PEOPLE, title=_l("Add a person"))
def show_form() -> Response:
    """Ask who is to be added."""
    return _form(EMPTY)


@route(views, "/new", permission=Permission.KEEP_PEOPLE, title=_l("Add a person"), methods=["POST"])
def add() -> Response:
    """Add somebody and show, once, how they come in."""
    try:
        user = people_changes.add_person(db(), read_person(request.form), by=auth.person().id, now=render.now())
    except AccountError as error:
        return _form(written_person(request.form), problem=told(error), status=422)
    if request.form.get("way") == "password":
        return _give_password(user.id)
    return _give_link(user.id, is_mailed=request.form.get("mail") == "yes")


@route(views, "/<int:user_id>", permission=Permission.SEE_PEOPLE, title=_l("Person"))
def show(user_id: int) -> Response:
    """Show somebody, with what was changed about them."""
    return _page(user_id)


@route(views, "/<int:user_id>", permission=Permission.KEEP_PEOPLE, title=_l("Person"), methods=["POST"])
def change(user_id: int) -> Response:
    """Change what is known of somebody, or say what is wrong and keep what was written."""
    try:
        people_changes.change_person(db(), user_id, read_person(request.form), by=auth.person().id, now=render.now())
    except AccountError as error:
        db().rollback()
        return _page(user_id, form=written_person(request.form), problem=told(error), status=422)
    flash(_("The changes are kept."), "success")
    return _back(user_id)


@route(views, "/<int:user_id>/password", permission=Permission.KEEP_PEOPLE, title=_l("Person"), methods=["POST"])
def give_password(user_id: int) -> Response:
    """Give somebody a password that is good for one sign-in, and show it once."""
    try:
        return _give_password(user_id)
    except AccountError as error:
        return _refused(user_id, error)


@route(views, "/<int:user_id>/link", permission=Permission.KEEP_PEOPLE, title=_l("Person"), methods=["POST"])
def give_link(user_id: int) -> Response:
    """Make a sign-in link, show it once and send it where that is wanted."""
    try:
        return _give_link(user_id, is_mailed=request.form.get("mail") == "yes")
    except AccountError as error:
        return _refused(user_id, error)


@route(views, "/<int:user_id>/sign-out", permission=Permission.KEEP_PEOPLE, title=_l("Person"), methods=["POST"])
def sign_out(user_id: int) -> Response:
    """Sign somebody out everywhere."""
    people_changes.sign_out(db(), user_id, by=auth.person().id, now=render.now())
    flash(_("Signed out everywhere."), "success")
    return _back(user_id)


@route(views, "/<int:user_id>/close", permission=Permission.KEEP_PEOPLE, title=_l("Person"), methods=["POST"])
def close(user_id: int) -> Response:
    """Close an account; whoever is signed in with it is out at once."""
    try:
        people_changes.close_account(db(), user_id, by=auth.person().id, now=render.now())
    except AccountError as error:
        return _refused(user_id, error)
    flash(_("The account is closed."), "success")
    return _back(user_id)


@route(views, "/<int:user_id>/open", permission=Permission.KEEP_PEOPLE, title=_l("Person"), methods=["POST"])
def open_(user_id: int) -> Response:
    """Open a closed account again."""
    people_changes.open_account(db(), user_id, by=auth.person().id, now=render.now())
    flash(_("The account is open."), "success")
    return _back(user_id)


def _give_password(user_id: int) -> Response:
    password = people_changes.give_password(db(), user_id, by=auth.person().id, now=render.now())
    return _page(user_id, shown_once={"password": password})


def _give_link(user_id: int, *, is_mailed: bool) -> Response:
    link = make_link(db(), user_id, by=auth.person().id, now=render.now())
    mailed = send_invitation(accounts.require_user(db(), user_id), link) if is_mailed else None
    return _page(user_id, shown_once={"link": link, "mailed": mailed})


def _form(form: PersonForm, *, problem: str | None = None, status: int = 200) -> Response:
    return render.render_page("people/new.html", status=status, form=form, problem=problem, **_choices())


def _page(
    user_id: int,
    *,
    form: PersonForm | None = None,
    problem: str | None = None,
    shown_once: dict[str, object] | None = None,
    status: int = 200,
) -> Response:
    user = accounts.require_user(db(), user_id)
    return render.render_page(
        "people/show.html",
        status=status,
        user=user,
        form=form or known_person(user),
        problem=problem,
        once=shown_once or {},
        events=people_listing.read_events(db(), user_id),
        **_choices(),
    )


def _choices() -> dict[str, object]:
    return {
        "roles": people_names.ROLE_TEXTS,
        "teams": people_listing.team_names(db()),
        "agents": people_listing.agents_without_user(db()),
        "is_sending": settings().smtp_url is not None,
    }


def _refused(user_id: int, error: AccountError) -> Response:
    db().rollback()
    return _page(user_id, problem=told(error), status=422)


def _back(user_id: int) -> Response:
    return redirect(url_for("people.show", user_id=user_id), 303)
