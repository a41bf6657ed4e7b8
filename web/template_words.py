"""How templates ask for words: as Jinja's own functions do, without finding the language anew for each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from babel import Locale
from babel.support import NullTranslations
from flask import Flask, g, has_app_context
from flask_babel import LazyString, get_locale, get_translations
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup


def init_app(app: Flask) -> None:
    """Take the place of the functions that Flask-Babel gives to templates."""
    app.jinja_env.globals.update(_=_gettext, gettext=_gettext, ngettext=_ngettext)


@pass_eval_context
def _gettext(context: EvalContext, message: str, /, **given: object) -> str:
    return _filled(context, _language().translations.ugettext(message), given)


@pass_eval_context
def _ngettext(context: EvalContext, singular: str, plural: str, num: int, /, **given: object) -> str:
    return _filled(context, _language().translations.ungettext(singular, plural, num), {"num": num, **given})


def _filled(context: EvalContext, text: str, given: dict[str, object]) -> str:
    """Fill the fields of a text, escaping what stands in them where the template does."""
    written = Markup(text) if context.autoescape else text  # noqa: S704 - a catalogue of our own
    return written % given if "%" in text else written


def said(names: Mapping[str, LazyString], code: str) -> str:
    """Name a code in the language of this request, looked up once; show one that is not known as it is.

    `names` is a table that lives as long as its module.
    """
    if not has_app_context():
        return str(names.get(code, code))
    known = _language().said
    key = id(names), code
    if key not in known:
        known[key] = str(names.get(code, code))
    return known[key]


@dataclass(frozen=True, slots=True)
class _Language:
    """The language words are asked for in, as long as it stays the same, and the names already said in it."""

    locale: Locale | None
    translations: NullTranslations
    said: dict[tuple[int, str], str]


def _language() -> _Language:
    locale = get_locale()
    known: _Language | None = g.get("template_words")
    if known is None or known.locale is not locale:
        known = g.template_words = _Language(locale, get_translations(), {})
    return known
