"""How designs, strata, exclusions, reasons and cadences of samples are called on the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from qa.domain.sample import CADENCES, Design, Exclusion, ExclusionKind, Period, Shortfall
from qa.stages.sampling import LEAVE_REASONS, REVIEWER_REASONS, STRATA, UNKNOWN
from web import names
from web.filters import verdict_label
from web.insight_grid import reason_title
from web.render import day, language_name

_DESIGNS = {
    "random": _l("Simple random"),
    "stratified": _l("Stratified, in proportion"),
    "neyman": _l("Stratified, for the most exact figure"),
    "quota": _l("Quota per agent"),
    "risk": _l("Risk-weighted"),
    "purposive": _l("Chosen"),
}
_LAYERS = {"random": _l("Plain random"), "stratified": _l("Stratified"), "neyman": _l("Stratified (Neyman)")}
_STRATIFIED = {
    "agent": _l("Stratified by agent"),
    "team": _l("Stratified by team"),
    "channel": _l("Stratified by channel"),
    "language": _l("Stratified by language"),
    "reason": _l("Stratified by contact reason"),
    "verdict": _l("Stratified by machine verdict"),
}
_STRATA = {
    "agent": _l("Agent"),
    "team": _l("Team"),
    "channel": _l("Channel"),
    "language": _l("Language"),
    "reason": _l("Contact reason"),
    "verdict": _l("Machine verdict"),
}
_EXCLUSIONS = {
    ExclusionKind.REVIEWED: _l("Reviewed before"),
    ExclusionKind.ASSIGNED: _l("Given to a reviewer already"),
    ExclusionKind.NOT_JUDGED: _l("Not checked by the machine yet"),
}
_REASONS = {
    "unreadable": _l("Nothing to rate: empty, cut off or not to be understood"),
    "no_conversation": _l("Not a customer’s conversation: spam, a test, a wrong number"),
    "duplicate": _l("The same as another conversation"),
    "not_ours": _l("Not handled by our agents"),
    "other": _l("Another reason"),
    "language": _l("I do not read this language well enough"),
    "conflict": _l("I know somebody in it or took part"),
}
_CADENCES = {
    "once": _l("Once"),
    "daily": _l("Every day"),
    "weekly": _l("Every week"),
    "two-weekly": _l("Every two weeks"),
    "monthly": _l("Every month"),
}
_SPREADS = {
    "reviews": _l("from blind reviews of drawn conversations"),
    "machine": _l("from the machine’s scores, as there are too few reviews"),
    "nothing": _l("from nothing: there are no scores yet, so the shares are proportional"),
}
_PROBLEMS = {
    "empty": _l("No conversation met the filters in this period."),
    "missed": _l("Nothing was drawn in time, and newer periods were drawn instead."),
}
_GROUPS = 8


def init_app(app: Flask) -> None:
    """Offer the names to templates."""
    app.jinja_env.globals.update(
        known_cadences=CADENCES,
        known_designs=tuple(design.value for design in Design),
        known_strata=STRATA,
        leave_reasons=LEAVE_REASONS,
        reviewer_reasons=REVIEWER_REASONS,
    )
    app.jinja_env.filters.update(
        cadence_name=cadence_name,
        design_label=design_label,
        design_name=design_name,
        exclusion_name=exclusion_name,
        layer_name=layer_name,
        leave_reason=leave_reason,
        period_name=period_name,
        plan_problem=plan_problem,
        short_groups=short_groups,
        shortfall_words=shortfall_words,
        spread_source=spread_source,
        strata_label=strata_label,
        stratum_name=stratum_name,
    )


def design_label(code: str) -> str:
    """Name a design to choose from."""
    return str(_DESIGNS.get(code, code))


def design_name(code: str, stratify_by: str | None = None) -> str:
    """Name the design of a sample with what it was stratified by."""
    if code == "stratified" and stratify_by in _STRATIFIED:
        return str(_STRATIFIED[stratify_by])
    if code in ("stratified", "neyman") and stratify_by:
        strata = " × ".join(strata_label(name) for name in stratify_by.split("+"))
        if code == "neyman":
            return str(_("Stratified for the most exact figure: %(strata)s", strata=strata))
        return str(_("Stratified: %(strata)s", strata=strata))
    return design_label(code)


def layer_name(code: str) -> str:
    """Name a layer of a sample in a word or two."""
    return str(_LAYERS.get(code) or design_label(code))


def strata_label(name: str) -> str:
    """Name what a sample may be stratified by."""
    return str(_STRATA.get(name, name))


def stratum_name(code: str, stratify_by: str | None) -> str:
    """Name a stratum of a sample."""
    if code.startswith("risk-") and stratify_by is None:
        return str(ngettext("%(num)s risk point", "%(num)s risk points", int(code.removeprefix("risk-"))))
    if stratify_by is None or not code:
        return str(_("All"))
    writers: Mapping[str, Callable[[str], str]] = {
        "channel": names.channel_name,
        "language": language_name,
        "verdict": verdict_label,
        "reason": reason_title,
    }
    axes = stratify_by.split("+")
    parts = code.split(" / ") if len(axes) > 1 else [code]
    if len(parts) != len(axes):
        return code
    return " / ".join(
        _("Unknown") if part == UNKNOWN else writers.get(axis, str)(part)
        for part, axis in zip(parts, axes, strict=True)
    )


def exclusion_name(exclusion: Exclusion, agents: Mapping[int, str]) -> str:
    """Say what was left out of a frame."""
    if exclusion.kind is ExclusionKind.SHORT:
        return str(ngettext("Fewer than %(num)s message", "Fewer than %(num)s messages", exclusion.value or 0))
    if exclusion.kind is ExclusionKind.AGENT:
        return str(_("Conversations of %(agent)s", agent=agents.get(exclusion.value or 0, f"#{exclusion.value}")))
    return str(_EXCLUSIONS[exclusion.kind])


def leave_reason(code: str) -> str:
    """Say why somebody did not review a conversation."""
    return str(_REASONS.get(code, code))


def cadence_name(code: str) -> str:
    """Say how often a plan draws."""
    return str(_CADENCES.get(code, code))


def spread_source(code: str) -> str:
    """Say where the standard deviations of a Neyman allocation come from."""
    return str(_SPREADS.get(code, code))


def plan_problem(problem: str) -> str:
    """Say why a period of a plan has no sample."""
    return str(_PROBLEMS.get(problem, problem))


def short_groups(shortfall: Shortfall) -> str:
    """Name the groups that gave too few, as “Anna 3 of 5”, at most eight of them."""
    told = [
        _("%(group)s: %(n)s of %(asked)s", group=stratum_name(one.name, "agent"), n=one.size, asked=one.asked)
        for one in shortfall.groups[:_GROUPS]
    ]
    if more := len(shortfall.groups) - _GROUPS:
        told += [ngettext("%(num)s more", "%(num)s more", more)] if more > 0 else []
    return " · ".join(told)


def drawn_words(shortfall: Shortfall | None) -> str:
    """Say that a sample is drawn, and where there were fewer conversations than asked for."""
    if shortfall is None:
        return str(_("The sample is drawn."))
    return f"{_('The sample is drawn.')} {shortfall_words(shortfall)}"


def shortfall_words(shortfall: Shortfall) -> str:
    """Say how many were asked for where fewer were drawn, and of which groups there were too few."""
    told = str(_("Fewer than asked for: %(n)s of %(asked)s.", n=shortfall.drawn, asked=shortfall.asked))
    return f"{told} {_('Too few: %(groups)s', groups=short_groups(shortfall))}" if shortfall.groups else told


def period_name(period: Period) -> str:
    """Write a period: one day, or from one day to another."""
    return day(period.first) if period.first == period.last else f"{day(period.first)} – {day(period.last)}"
