"""The checks: what each looks for, how often it was right in the eyes of people, and how far it may count."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa import registry
from qa.domain.conversation import Channel
from qa.domain.rubric import DIMENSIONS, CheckState, Rubric, text_in
from qa.errors import StandingError
from qa.stages.reviewing.rubrics import active_rubric_id, rubric_of
from qa.stages.standing import deciding
from qa.stages.standing.applying import ALL, Subject
from web import auth, check_records, render
from web.check_lines import lines_by_dimension, says_of
from web.languages import page_language
from web.permissions import Permission, route
from web.refusals import told
from web.sessions import db

views = Blueprint("checks", __name__, url_prefix="/checks")


@route(views, "", permission=Permission.SEE_CHECKS, title=_l("Checks"))
def show() -> Response:
    """Show the checks of the rubric in force with their records, of all conversations or those of one language."""
    problems: list[str] = []
    counted = check_records.counted()
    languages = sorted({*registry.languages(), *(one.language for one in counted.judged if one.language)})
    language = _chosen("language", languages, problems)
    dimension = _chosen("dimension", DIMENSIONS, problems)
    return render.render_page(
        "checks/show.html",
        counted=counted,
        dimensions=lines_by_dimension(counted, dimension=dimension, language=language),
        all_dimensions=DIMENSIONS,
        languages=languages,
        language=language,
        dimension=dimension,
        problems=problems,
    )


def _chosen(name: str, known: tuple[str, ...] | list[str], problems: list[str]) -> str | None:
    given = request.args.get(name, "").strip()
    if given and given not in known:
        problems.append(_("“%(value)s” is not known here and was left out.", value=given))
        return None
    return given or None


@route(views, "/<criterion>/<check>", permission=Permission.SEE_CHECKS, title=_l("Check"))
def show_check(criterion: str, check: str) -> Response:
    """Show one check: its state, who gave it and why, and its record; managers decide."""
    return _check_page(_subject(criterion, check))


@route(views, "/<criterion>/<check>", permission=Permission.EDIT_RUBRICS, title=_l("Check"), methods=["POST"])
def decide(criterion: str, check: str) -> Response:
    """Keep a person's decision on how far the check may count."""
    subject = _subject(criterion, check)
    state, reason = request.form.get("state", ""), request.form.get("reason", "")
    known = {one.value: one for one in CheckState}
    if state != "rubric" and state not in known:
        return _check_page(subject, problem=_("Choose a state."), reason=reason, status=422)
    decision = deciding.Decision(known.get(state), reason, judges_again=request.form.get("judges_again") == "yes")
    try:
        deciding.decide(db(), _rubric(), subject, decision, by=auth.person().id, now=render.now())
    except StandingError as error:
        return _check_page(subject, problem=told(error), chosen=state, reason=reason, status=422)
    check_records.forget()
    flash(_("The decision is kept."), "success")
    return redirect(url_for("checks.show_check", criterion=criterion, check=check, **_place(subject)), 303)  # type: ignore[arg-type]


def _check_page(
    subject: Subject, *, problem: str | None = None, chosen: str = "", reason: str = "", status: int = 200
) -> Response:
    rubric = _rubric()
    counted = check_records.counted()
    told = deciding.Told(counted.judged, counted.firings) if _is_of(counted, rubric) else None
    page = deciding.read_standing(db(), rubric, subject, told=told)
    criterion = rubric.criterion(subject.criterion)
    spec = next(one for one in criterion.checks if one.id == subject.check)
    return render.render_page(
        "checks/check.html",
        status=status,
        page=page,
        criterion=criterion,
        title=text_in(criterion.title, page_language(), default=criterion.id),
        spec=spec,
        says=says_of(spec),
        languages=registry.languages(),
        channels=[one.value for one in Channel],
        place=_place(subject),
        unreviewed=deciding.count_to_judge_again(db(), subject) if auth.can(Permission.EDIT_RUBRICS) else 0,
        longest=deciding.LONGEST_REASON,
        problem=problem,
        chosen=chosen,
        reason=reason,
    )


def _is_of(counted: check_records.Counted, rubric: Rubric) -> bool:
    return counted.rubric is not None and counted.rubric.name == rubric.name


def _rubric() -> Rubric:
    return rubric_of(db(), active_rubric_id(db()))


def _subject(criterion: str, check: str) -> Subject:
    """Read which conversations a check is asked about; a channel goes with a language only."""
    language, channel = request.args.get("language", ""), request.args.get("channel", "")
    if language not in registry.languages():
        return Subject(criterion, check)
    known = {one.value for one in Channel}
    return Subject(criterion, check, language, channel if channel in known else ALL)


def _place(subject: Subject) -> dict[str, str]:
    """Return language and channel as they stand in an address."""
    named = {"language": subject.language, "channel": subject.channel}
    return {name: value for name, value in named.items() if value != ALL}
