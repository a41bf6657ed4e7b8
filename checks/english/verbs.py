"""Finds verbs in the wrong form or number in English: `we are look into it`, `each of our parcels carry`."""

from __future__ import annotations

from checks.tagged.runs import Run
from checks.tagged.words import tags

_WE = frozenset(("we", "i", "he", "she", "we're", "i'm", "he's", "she's", "we’re", "i’m", "he’s", "she’s"))
_AM = frozenset(("am", "are", "is", "was", "were"))
_ADVERBS = frozenset(("just", "currently", "still", "now", "also", "already", "not", "really", "always", "all", "both"))
# What agents do; none of these names what somebody is.
_DOING = frozenset(
    ("look", "wait", "check", "send", "work", "try", "contact", "process", "investigate", "arrange", "refund", "review")
    + ("replace", "deal", "sort", "chase", "ask", "speak", "talk", "call", "get", "go", "do", "take", "make", "give")
    + ("need", "want", "hope", "think", "receive", "cancel", "return", "update", "wonder", "write", "prepare", "follow")
    + ("offer", "ship", "dispatch", "apologise", "apologize", "agree", "appreciate", "understand", "confirm", "know")
)
_PASSIVE = frozenset(("is", "was", "are", "were", "been", "be", "being", "got"))
# What is done to parcels and money; no noun of the same form is said after "is".
_DONE = frozenset(
    ("schedule", "deliver", "send", "receive", "ship", "dispatch", "confirm", "resolve", "arrange", "approve", "reject")
    + ("replace", "collect", "pay", "inform", "notify", "reimburse", "assign", "forward", "escalate", "pack")
)
_DONE_LATER = _DONE | {"cancel", "refund", "return", "process", "update", "credit", "charge", "handle", "order", "book"}
_DONE_LATER |= {"contact", "request", "call", "change", "use", "check", "add", "remove", "ask"}
_FOLLOWING = frozenset(
    ("for", "by", "to", "on", "in", "at", "yet", "today", "tomorrow", "yesterday", "with", "from", "as")
)
_PARTICLES = frozenset((("look", "into"), ("wait", "for"), ("try", "to"), ("deal", "with"), ("speak", "with")))
_PRONOUNS = frozenset(("i", "we", "you", "they", "he", "she", "it"))
_HAVE = frozenset(("have", "has", "had", "i've", "i’ve", "we've", "we’ve"))
_MODALS = frozenset(("can", "could", "will", "would", "should", "must", "may", "cannot"))
# What one may have, as a noun or as a form like the bare one.
_HAD = frozenset(
    ("work", "need", "go", "offer", "call", "update", "return", "order", "credit", "charge", "book", "talk")
)
_OBJECTS = frozenset(("a", "an", "the", "your", "you", "it", "this", "them", "him", "her", "our", "that", "my", "us"))
_ONE_OF = frozenset(("each", "one"))
_DETERMINERS = frozenset(("the", "your", "our", "these", "those", "my", "their"))
_WISHING = frozenset(
    ("ask", "asked", "suggest", "recommend", "require", "insist", "that", "should", "does", "do", "did")
)


def wrong_form(run: Run, place: int) -> tuple[int, int] | None:
    """Return the places of a bare verb after a form of `be`: `we are look into`, `is schedule for`."""
    text = _text(run, place)
    step = place + 1
    while run.text(step) in _ADVERBS:
        step += 1
    if text in _HAVE or text in _MODALS:
        return _wrong_after_auxiliary(run, place, step)
    if text in _AM and (run.text(step), run.text(step + 1)) in _PARTICLES:
        return place, step
    is_we = text in _WE and "'" in text.replace("’", "'")
    if is_we or (text in _AM and _text(run, place - 1) in _WE):
        return (place, step) if run.text(step) in _DOING and not _ends_phrase(run, step) else None
    return _wrong_passive(run, place) if text in _PASSIVE else None


def _text(run: Run, place: int) -> str:
    """Return the word at a place; "I" is written like a name."""
    found = run.tokens[place].text if 0 <= place < len(run.tokens) else ""
    return found if found in ("i", "i'm", "i’m", "i've", "i’ve") else run.text(place)


def _wrong_after_auxiliary(run: Run, place: int, step: int) -> tuple[int, int] | None:
    """Judge `has request a label` and `can sees the payment`."""
    said, follows = run.text(step), run.text(step + 1)
    if run.text(place - 1) in _DETERMINERS | {"a", "what", "all", "that", "to"}:
        return None
    if _text(run, place) in _HAVE:
        is_bare = said in (_DOING | _DONE_LATER) - _HAD
        return (place, step) if is_bare and follows in _OBJECTS else None
    return (place, step) if _text(run, place - 1) in _PRONOUNS and "VBZ" in tags(said, "en") else None


def _ends_phrase(run: Run, place: int) -> bool:
    """Tell whether the word may name something: "we are work friends", "I'm call centre staff"."""
    following = tags(run.text(place + 1), "en")
    is_object = any(tag.startswith(("DT", "PRP", "IN", "TO", "RB", "RP")) for tag in following)
    is_object = is_object and not any(tag.startswith("NN") for tag in following)
    return bool(following) and not is_object


def _wrong_passive(run: Run, place: int) -> tuple[int, int] | None:
    step = place + 1
    while run.text(step) in _ADVERBS:
        step += 1
    said, is_later = run.text(step), run.text(place) in ("be", "been", "being")
    if said not in (_DONE_LATER if is_later else _DONE):
        return None
    is_last = step + 1 == len(run) and run.after[:1] in ".,!"
    return (place, step) if run.text(step + 1) in _FOLLOWING or is_last else None


def wrong_one_of(run: Run, place: int) -> tuple[int, int] | None:
    """Return the place of a plural verb after one of many: `each of our parcels carry a number`."""
    if run.text(place) not in _ONE_OF or run.text(place + 1) != "of" or run.text(place + 2) not in _DETERMINERS:
        return None
    if any(run.text(step) in _WISHING for step in range(place)):
        return None
    noun = place + 3
    while tags(run.text(noun), "en") & {"JJ", "CD"} and not _is_plural(run.text(noun)) and noun < place + 6:
        noun += 1
    verb = noun + 1
    while run.text(verb) in _ADVERBS - {"all", "both"}:
        verb += 1
    found = tags(run.text(verb), "en")
    is_plural = run.text(verb) in ("are", "were", "have", "do") or (
        "VBP" in found
        and not found & {"VBD", "VBN", "IN", "JJ", "RB", "NNS"}
        and not any(t.startswith("MD") for t in found)
    )
    return (verb, verb) if _is_plural(run.text(noun)) and is_plural else None


def _is_plural(text: str) -> bool:
    return "NNS" in tags(text, "en")
