"""The company's own words, which are never spelling mistakes, kept by managers."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.domain.dictionary import DictionaryWord
from qa.errors import DictionaryError
from qa.facts.dictionary import LANGUAGES, LONGEST_WORD
from qa.stages import dictionary
from web import auth, render
from web.permissions import Permission, route
from web.sessions import db

views = Blueprint("dictionary", __name__, url_prefix="/dictionary")


@route(views, "", permission=Permission.KEEP_WORDS, title=_l("Dictionary"))
def show() -> Response:
    """List the words by the alphabet, a page at a time, or those that begin in a given way."""
    sought, page = request.args.get("word", "").strip(), max(1, request.args.get("page", 1, type=int))
    words, has_more = dictionary.find_words(db(), sought, page=page)
    return render.render_page(
        "dictionary/index.html",
        words=words,
        sought=sought,
        page=page,
        has_more=has_more,
        languages=LANGUAGES,
        longest=LONGEST_WORD,
    )


@route(views, "", permission=Permission.KEEP_WORDS, title=_l("Dictionary"), methods=["POST"])
def add() -> Response:
    """Add a word, and have conversations in which it was charged judged again."""
    given = request.form
    word = DictionaryWord(given.get("word", "").strip(), given.get("language") or None, given.get("note", "")[:200])
    try:
        added = dictionary.add_words(db(), [word], now=render.now(), by=auth.person().email)
    except DictionaryError:
        flash(_("That is no word: expected letters in one line, at most %(most)s.", most=LONGEST_WORD), "error")
        return redirect(_back(), 303)
    dictionary.check_marked_again(db(), added)
    if added:
        flash(_("%(word)s is no mistake from now on; where it was charged is judged again.", word=word.text), "success")
    else:
        flash(_("%(word)s was in the dictionary already.", word=word.text), "success")
    return redirect(_back(), 303)


@route(views, "/<int:word_id>/remove", permission=Permission.KEEP_WORDS, title=_l("Dictionary"), methods=["POST"])
def remove(word_id: int) -> Response:
    """Take a word out."""
    text = dictionary.remove_word(db(), word_id)
    if text:
        flash(_("%(word)s is taken out of the dictionary.", word=text), "success")
    return redirect(url_for("dictionary.show"), 303)


def _back() -> str:
    """Return the page the word was added from."""
    conversation = request.form.get("conversation", type=int)
    if conversation:
        return url_for("conversations.show", conversation_id=conversation)
    return url_for("dictionary.show")
