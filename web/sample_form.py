"""The form that draws a sample or keeps a plan, read into what is to be drawn."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from qa.domain.sample import Design, Exclusion, ExclusionKind, SamplePlan
from qa.errors import QaError
from qa.stages.sampling import FilterGroups
from web.filter_groups import ReadGroups

_LARGEST_SEED = 2**31 - 1
_USUAL_SHARE = "30"
_TICKED = (ExclusionKind.REVIEWED, ExclusionKind.ASSIGNED, ExclusionKind.NOT_JUDGED)


class BadFormError(QaError):
    """A field of a form holds what it cannot hold."""


@dataclass(frozen=True, slots=True)
class SampleForm:
    """The fields as they were sent, so that a refused form can be shown as it was."""

    name: str = ""
    size: str = "50"
    design: str = "random"
    stratify_by: str = ""
    and_by: str = ""
    quota: str = "5"
    random_share: str = _USUAL_SHARE
    random_reason: str = ""
    chosen: str = ""
    exclude: tuple[str, ...] = ()
    shortest: str = ""
    agents_out: tuple[int, ...] = ()
    agents_reason: str = ""
    seed: str = ""
    due: str = ""
    reviewers: tuple[int, ...] = ()
    is_blind: bool = True
    scorecards: tuple[int, ...] = ()

    @classmethod
    def of(cls, sent: MultiDict[str, str]) -> SampleForm:
        """Read the fields of a sent form."""
        by = sent.get("stratify_by", "")
        design = sent.get("design") or ("stratified" if by else "random")
        usual = "0" if design in ("random", "stratified") else _USUAL_SHARE
        return cls(
            name=sent.get("name", "").strip()[:200],
            size=sent.get("size", "").strip(),
            design=design,
            stratify_by=by,
            and_by=sent.get("and_by", ""),
            quota=sent.get("quota", "5").strip(),
            random_share=sent.get("random_share", usual).strip(),
            random_reason=sent.get("random_reason", "").strip()[:1000],
            chosen=sent.get("chosen", "").strip(),
            exclude=tuple(sent.getlist("exclude")),
            shortest=sent.get("shortest", "").strip(),
            agents_out=tuple(sent.getlist("agent_out", type=int)),
            agents_reason=sent.get("agents_reason", "").strip()[:200],
            seed=sent.get("seed", "").strip(),
            due=sent.get("due", ""),
            reviewers=tuple(sent.getlist("reviewer", type=int)),
            is_blind=bool(sent.get("is_blind")),
            scorecards=tuple(sent.getlist("scorecard", type=int)),
        )

    @classmethod
    def of_plan(cls, what: SamplePlan, form: SampleForm) -> SampleForm:
        """Return `form` with its fields filled from what a plan draws."""
        by, _plus, and_by = (what.stratify_by or "").partition("+")
        short = next((one.value for one in what.exclusions if one.kind is ExclusionKind.SHORT), None)
        agents = [one for one in what.exclusions if one.kind is ExclusionKind.AGENT]
        return replace(
            form,
            size=str(what.size),
            design=what.design.value,
            stratify_by=by,
            and_by=and_by,
            quota=str(what.quota or 5),
            random_share=f"{100 * what.random_share:g}",
            random_reason=what.random_reason,
            exclude=tuple(one.kind.value for one in what.exclusions if one.kind in _TICKED),
            shortest=str(short) if short else "",
            agents_out=tuple(one.value for one in agents if one.value),
            agents_reason=agents[0].reason if agents else "",
        )


def read_plan(form: SampleForm, read: ReadGroups) -> SamplePlan:
    """Return the plan a form asks for. Raises BadFormError naming the field and what it may hold."""
    if read.problems:
        raise BadFormError(" ".join(read.problems))
    if not form.name:
        raise BadFormError(_("The sample needs a name."))
    if not form.size.isdecimal():
        raise BadFormError(_("“%(value)s” is no size: give a whole number such as 50.", value=form.size))
    if form.seed and not (form.seed.isdecimal() and int(form.seed) <= _LARGEST_SEED):
        raise BadFormError(
            _("“%(value)s” is no seed: give a whole number up to %(largest)s.", value=form.seed, largest=_LARGEST_SEED)
        )
    design = _design(form.design)
    is_by_strata = design in (Design.STRATIFIED, Design.NEYMAN)
    return SamplePlan(
        design=design,
        size=int(form.size),
        seed=int(form.seed) if form.seed else new_seed(),
        stratify_by=_strata(form) if is_by_strata else None,
        filters=read.groups.as_json(),
        exclusions=read_exclusions(form),
        random_share=0.0 if design is Design.RANDOM else _share(form.random_share),
        random_reason=form.random_reason,
        quota=_whole(form.quota) if design is Design.QUOTA else 0,
    )


def read_exclusions(form: SampleForm) -> tuple[Exclusion, ...]:
    """Return what the form leaves out of the frame. Raises BadFormError for a length that is no number."""
    ticked = tuple(Exclusion(kind) for kind in _TICKED if kind.value in form.exclude)
    short = (Exclusion(ExclusionKind.SHORT, _whole(form.shortest)),) if form.shortest else ()
    agents = tuple(Exclusion(ExclusionKind.AGENT, agent, form.agents_reason) for agent in form.agents_out)
    return (*ticked, *short, *agents)


def chosen_names(form: SampleForm) -> list[str]:
    """Return the ids somebody wrote down, by lines, commas or spaces."""
    return form.chosen.replace(",", " ").split()


def new_seed() -> int:
    """Return a seed nobody chose."""
    return secrets.randbelow(_LARGEST_SEED)


def groups_of(filters: Mapping[str, object]) -> ReadGroups:
    """Return stored filters as a form shows them."""
    return ReadGroups(FilterGroups.from_json(filters).groups)


def _design(code: str) -> Design:
    try:
        return Design(code)
    except ValueError:
        known = ", ".join(design.value for design in Design)
        raise BadFormError(_("“%(value)s” is no design. Known: %(known)s.", value=code, known=known)) from None


def _strata(form: SampleForm) -> str | None:
    names = [name for name in (form.stratify_by, form.and_by) if name]
    return "+".join(dict.fromkeys(names)) or None


def _share(text: str) -> float:
    try:
        share = float(text.replace(",", ".")) / 100
    except ValueError:
        share = -1.0
    if not 0 <= share < 1:
        raise BadFormError(_("“%(value)s” is no share: give a percentage from 0 to 99.", value=text))
    return share


def _whole(text: str) -> int:
    if not text.isdecimal() or int(text) > _LARGEST_SEED:
        raise BadFormError(_("“%(value)s” is no whole number.", value=text))
    return int(text)
