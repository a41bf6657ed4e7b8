"""Tells the language a text is written in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_ENOUGH_LETTERS = 20
_SURE = 0.9
# Languages of neighbours are candidates too, so that a German mail is not taken for English.
_CANDIDATES = ("pl", "en", "pt", "ar", "th", "de", "uk", "ru", "cs", "sk", "es", "fr", "it", "nl", "ro", "lt")

_LETTER, _THAI, _ARABIC = re.compile(r"[^\W\d_]"), re.compile("[\u0e00-\u0e7f]"), re.compile("[\u0600-\u06ff]")
_HALLMARKS = {
    "pl": re.compile(r"[ąęłśżźńćŁŚŻ]|\b(?:jest|nie|się|dzień|proszę|czy|mnie)\b"),
    "en": re.compile(r"\b(?:the|you|your|is|are|have|will|we|and|for|this|that|with|it)\b", re.IGNORECASE),
    "pt": re.compile(r"[ãõç]|\b(?:não|você|uma|obrigad[oa]|seu|sua|encomenda|pedido)\b", re.IGNORECASE),
    "ar": _ARABIC,
    "th": _THAI,
}


def detect_language(text: str, *, expected: str | None = None) -> str | None:
    """Return the two-letter code of a text's language; None when it is too short or too mixed to tell.

    Where the text bears the letters and little words of the `expected` language, that is
    the answer at once; the statistical model is asked about the rest.
    """
    size = len(text)
    if size < _ENOUGH_LETTERS:
        return None
    expected = (expected or "").split("-")[0]
    hallmark = _HALLMARKS.get(expected)
    if hallmark and len(hallmark.findall(text)) * 60 >= size:
        return expected
    letters = len(_LETTER.findall(text))
    if letters < _ENOUGH_LETTERS:
        return None
    thai, arabic = len(_THAI.findall(text)), len(_ARABIC.findall(text))
    if 2 * max(thai, arabic) > letters:
        return "th" if thai > arabic else "ar"
    code, probability = _identifier().classify(text)
    return str(code) if probability >= _SURE else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_modelpath(MODEL_DIR / MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(_CANDIDATES))
    return identifier
