"""Says what two versions of a rubric ask differently, criterion by criterion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qa.domain.rubric import CheckSpec, Criterion, Example, PhraseChoice, Rubric


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that differs. `field` names it (`weight`, `title`); `language` is set for texts; "" is nothing."""

    field: str
    old: str
    new: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class CheckChange:
    """A check that came, went or differs. Of one that came or went no options are listed."""

    id: str
    kind: str
    change: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class CriterionChange:
    """What became of a criterion: `change` is added, removed or changed."""

    criterion: Criterion
    change: str
    fields: tuple[FieldChange, ...] = ()
    checks: tuple[CheckChange, ...] = ()
    examples_added: tuple[Example, ...] = ()
    examples_removed: tuple[Example, ...] = ()

    @property
    def changes_verdicts(self) -> bool:
        """Tell whether conversations may be judged or scored otherwise; examples and wording alone do not."""
        named = {one.field for one in self.fields}
        return self.change != "changed" or bool(self.checks) or bool(named - {"title", "question", "why", "anchors"})


@dataclass(frozen=True, slots=True)
class RubricChange:
    """All that differs between two versions, in the order of the newer."""

    fields: tuple[FieldChange, ...]
    criteria: tuple[CriterionChange, ...]
    is_reordered: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing differs."""
        return not self.fields and not self.criteria and not self.is_reordered


def compare_rubrics(old: Rubric, new: Rubric) -> RubricChange:
    """Compare an older version with a newer one; comments, layout and the version number are left out."""
    before = {criterion.id: criterion for criterion in old.criteria}
    after = {criterion.id: criterion for criterion in new.criteria}
    changed = [_criterion(before.get(one.id), one) for one in new.criteria]
    removed = [CriterionChange(one, "removed") for one in old.criteria if one.id not in after]
    kept_before = [one for one in before if one in after]
    kept_after = [one for one in after if one in before]
    return RubricChange(
        fields=(
            *_texts("title", old.title, new.title),
            *_field("pass_mark", f"{old.pass_mark:g}", f"{new.pass_mark:g}"),
            *_field("channels", _channels(old.channels), _channels(new.channels)),
        ),
        criteria=tuple(one for one in (*changed, *removed) if one is not None),
        is_reordered=kept_before != kept_after,
    )


def _criterion(old: Criterion | None, new: Criterion) -> CriterionChange | None:
    if old is None:
        return CriterionChange(new, "added")
    found = (
        *_field("dimension", old.dimension, new.dimension),
        *_field("weight", f"{old.weight:g}", f"{new.weight:g}"),
        *_field("critical", _yes(old.is_critical), _yes(new.is_critical)),
        *_texts("title", old.title, new.title),
        *_texts("question", old.question, new.question),
        *_texts("why", old.why, new.why),
        *_field("channels", _channels(old.channels), _channels(new.channels)),
        *_field("scale", ", ".join(map(str, old.scale)), ", ".join(map(str, new.scale))),
        *_texts("anchors", _named(old), _named(new)),
    )
    checks = tuple(_checks(old.checks, new.checks))
    added, removed = _examples(old.examples, new.examples)
    if not (found or checks or added or removed):
        return None
    return CriterionChange(new, "changed", found, checks, added, removed)


def _checks(old: Iterable[CheckSpec], new: Iterable[CheckSpec]) -> Iterable[CheckChange]:
    before, after = {one.id: one for one in old}, {one.id: one for one in new}
    for id, check in after.items():
        earlier = before.get(id)
        if earlier is None:
            yield CheckChange(id, check.kind, "added")
        elif found := _check(earlier, check):
            yield CheckChange(id, check.kind, "changed", found)
    for id, check in before.items():
        if id not in after:
            yield CheckChange(id, check.kind, "removed")


def _check(old: CheckSpec, new: CheckSpec) -> tuple[FieldChange, ...]:
    options = sorted({*old.options, *new.options})
    return (
        *_field("kind", old.kind, new.kind),
        *_field("state", _states(old), _states(new)),
        *_field("where", _where(old), _where(new)),
        *_texts("message", old.message, new.message),
        *_texts("suggest", old.suggest, new.suggest),
        *(
            change
            for name in options
            for change in _field(name, shown(old.options.get(name)), shown(new.options.get(name)))
        ),
    )


def shown(value: object) -> str:
    """Write an option in one line: lists with commas, phrases as `blame + (en) you people`."""
    if value is None:
        return ""
    if isinstance(value, PhraseChoice):
        parts = [", ".join(value.use)] if value.use else []
        for sign, phrases in (("+", value.add), ("−", value.take)):
            parts += [f"{sign} ({language}) {', '.join(words)}" for language, words in phrases.items()]
        return " ".join(parts)
    if isinstance(value, tuple | list):
        return ", ".join(shown(one) for one in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {shown(one)}" for key, one in value.items())
    return str(value)


def _examples(
    old: tuple[Example, ...], new: tuple[Example, ...]
) -> tuple[tuple[Example, ...], tuple[Example, ...]]:  # fmt: skip
    before, after = Counter(_said(one) for one in old), Counter(_said(one) for one in new)
    added, removed = after - before, before - after
    return _taken(new, added), _taken(old, removed)


def _taken(examples: tuple[Example, ...], wanted: Counter[str]) -> tuple[Example, ...]:
    left, taken = Counter(wanted), []
    for example in examples:
        if left[_said(example)] > 0:
            left[_said(example)] -= 1
            taken.append(example)
    return tuple(taken)


def _said(example: Example) -> str:
    """What makes an example the same: verdict and dialogue, not its number, its line or the criterion's channel."""
    conversation = example.conversation
    turns = [(one.role, one.text, one.sent_at, one.subject, one.template) for one in conversation.messages]
    around = (conversation.language, conversation.status, conversation.reason, conversation.customer)
    return repr((example.verdict, example.is_todo, example.marks, around, sorted(conversation.metadata), turns))


def _field(name: str, old: str, new: str) -> tuple[FieldChange, ...]:
    return (FieldChange(name, old, new),) if old != new else ()


def _texts(name: str, old: Mapping[str, str], new: Mapping[str, str]) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(name, old.get(language, ""), new.get(language, ""), language)
        for language in dict.fromkeys((*old, *new))
        if old.get(language) != new.get(language)
    )


def _named(criterion: Criterion) -> dict[str, str]:
    """Write anchors by point, and by language where they are."""
    named = {str(point): text for point, text in criterion.anchors.items()}
    for point, texts in criterion.anchor_texts.items():
        named |= {f"{point}, {language}": text for language, text in texts.items()}
    return named


def _states(check: CheckSpec) -> str:
    return ", ".join(
        state.value if language == "*" else f"{language}: {state.value}" for language, state in check.states.items()
    )


def _where(check: CheckSpec) -> str:
    where = check.where
    channels = _channels(where.channels)
    return " ".join(one for one in (where.role.value, where.position, str(where.within), channels) if one)


def _channels(channels: Iterable[object]) -> str:
    return ", ".join(str(getattr(one, "value", one)) for one in channels)


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"
