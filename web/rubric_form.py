"""Reads the editor's form as the fields of a criterion or of the head of a rubric."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from werkzeug.datastructures import MultiDict

from qa.rubric.form import CheckFields, CriterionFields, ExampleFields
from qa.rubric.head import HeadFields

Form = MultiDict[str, str]


def read_criterion(form: Form) -> CriterionFields:
    """Read a criterion; the form says all of it, so that sending it twice changes nothing more."""
    return CriterionFields(
        id=form.get("id", "").strip(),
        dimension=form.get("dimension", ""),
        weight=form.get("weight", "").strip(),
        is_critical="critical" in form,
        title=_texts(form, "title"),
        question=_texts(form, "question"),
        why=_texts(form, "why"),
        channels=tuple(form.getlist("channels")),
        scale=", ".join(form.get("scale", "").replace(",", " ").split()),
        anchors=_anchors(form),
        checks=_checks(form),
        examples=_examples(form),
    )


def read_head_fields(form: Form) -> HeadFields:
    """Read what a form says of the whole rubric."""
    return HeadFields(
        title=_texts(form, "title"),
        pass_mark=form.get("pass_mark", "").strip(),
        channels=tuple(form.getlist("channels")),
    )


def anchor_points(fields: CriterionFields) -> tuple[str, ...]:
    """Return the points an anchor can be written for: those of the scale, and any that has one."""
    points = [one.strip() for one in fields.scale.split(",") if one.strip()]
    return tuple(dict.fromkeys([*points, *fields.anchors]))


def _texts(form: Form, name: str) -> Mapping[str, str]:
    prefix = f"{name}-"
    return {
        key.removeprefix(prefix): _lines(value).strip()
        for key, value in form.items()
        if key.startswith(prefix) and value.strip()
    }


def _anchors(form: Form) -> Mapping[str, Mapping[str, str]]:
    anchors: dict[str, dict[str, str]] = {}
    for name, text in _texts(form, "anchor").items():
        point, _, language = name.rpartition("-")
        anchors.setdefault(point, {})[language] = text
    return anchors


def _checks(form: Form) -> tuple[CheckFields, ...]:
    found: list[CheckFields] = []
    for number in itertools.count():
        yaml = form.get(f"check-{number}-yaml")
        if yaml is None:
            break
        is_gone = f"check-{number}-gone" in form
        found.append(CheckFields(state=form.get(f"check-{number}-state", ""), yaml="" if is_gone else _lines(yaml)))
    added = form.get("new-check-yaml", "")
    return (*found, CheckFields(yaml=_lines(added))) if added.strip() else tuple(found)


def _examples(form: Form) -> tuple[ExampleFields, ...]:
    found: list[ExampleFields] = []
    for number in itertools.count():
        text = form.get(f"example-{number}-text")
        if text is None:
            break
        if f"example-{number}-gone" not in form:
            found.append(ExampleFields(form.get(f"example-{number}-key", ""), _lines(text).rstrip("\n")))
    added = form.get("new-example-text", "")
    if added.strip():
        found.append(ExampleFields(form.get("new-example-key", "pass"), _lines(added).rstrip("\n")))
    return tuple(found)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")
