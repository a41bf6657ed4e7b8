"""The form that draws a sample, read into a plan."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from qa.domain.sample import Design, SamplePlan
from qa.errors import QaError
from web.filters import ReadFilters

_LARGEST_SEED = 2**31 - 1


class BadFormError(QaError):
    """A field of a form holds what it cannot hold."""


@dataclass(frozen=True, slots=True)
class SampleForm:
    """The fields as they were sent, so that a refused form can be shown as it was."""

    name: str = ""
    size: str = "50"
    stratify_by: str = ""
    seed: str = ""
    due: str = ""
    reviewers: tuple[int, ...] = ()
    is_blind: bool = True

    @classmethod
    def of(cls, sent: MultiDict[str, str]) -> SampleForm:
        """Read the fields of a sent form."""
        return cls(
            name=sent.get("name", "").strip()[:200],
            size=sent.get("size", "").strip(),
            stratify_by=sent.get("stratify_by", ""),
            seed=sent.get("seed", "").strip(),
            due=sent.get("due", ""),
            reviewers=tuple(sent.getlist("reviewer", type=int)),
            is_blind=bool(sent.get("is_blind")),
        )


def read_plan(form: SampleForm, read: ReadFilters) -> SamplePlan:
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
    return SamplePlan(
        design=Design.STRATIFIED if form.stratify_by else Design.RANDOM,
        size=int(form.size),
        seed=int(form.seed) if form.seed else new_seed(),
        stratify_by=form.stratify_by or None,
        filters=read.filters.as_json(),
    )


def new_seed() -> int:
    """Return a seed nobody chose."""
    return secrets.randbelow(_LARGEST_SEED)
