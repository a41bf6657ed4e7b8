"""Finds the names English messages address the customer by, and judges them by the customer's own name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from checks.names import full_names
from checks.recorded_names import unaccented
from checks.tagged.words import tags
from checks.titled import Titled
from qa.domain.finding import Verdict
from qa.ports import Span

# Names both bear (Alex, Sam, Robin) and names that are everyday words (Will, Grace) are left out.
_WOMEN = frozenset(
    """
    abigail agnes alice alicia alison amanda amelia amy andrea angela anita ann anna anne annie annabel annette audrey
    barbara beatrice bernadette bethany beverley brenda bridget camilla carla carly carol caroline carrie catherine
    cathy charlotte chelsea chloe christina christine claire clara clare colleen cynthia daisy danielle deborah debbie
    denise diana diane dorothy eileen elaine eleanor elena elizabeth ella ellen ellie eloise elsie emily emma erica
    erin esther ethel eva eve evelyn felicity fiona frances freya gabrielle gail gemma georgia georgina geraldine
    gillian gina gladys gwen hannah harriet hayley hazel heather helen helena hilary holly imogen ingrid irene isabel
    isabella isabelle isla jacqueline jane janet janice jean jeanette jemima jenna jennifer jenny jessica jill joan
    joanna joanne josephine joyce judith judy julia julie juliet june karen kate katherine kathleen kathryn kathy katie
    katy kayla keira kirsty kristen laura lauren leah leanne lena lesley lily linda lisa liz lorna lorraine louisa
    louise lucinda lucy lydia lynn madeleine maisie mandy margaret maria marianne marie marion marjorie martha mary
    maureen megan melanie melissa mia michelle mildred miriam moira molly monica muriel myra nancy naomi natalie
    natasha nicola nicole nina nora norma olivia pamela patricia paula pauline penelope penny phoebe phyllis polly
    priscilla rachel rebecca rhona rita roberta rosalind rosemary rosie roxanne ruth sabrina sally samantha sandra
    sara sarah scarlett shannon sharon sheila shirley simone sonia sophia sophie stacey stella stephanie susan susanna
    susie suzanne sylvia tamara tanya tara teresa tessa theresa tiffany tina tracey ursula valerie vanessa vera
    veronica victoria violet virginia vivien wendy winifred yvonne zoe priya aisha fatima magda agnieszka katarzyna
    """.split()  # noqa: SIM905
)
_MEN = frozenset(
    """
    aaron abraham adam adrian aidan alan albert alexander alfred alistair andrew angus anthony antonio archie arnold
    arthur barnaby barry benjamin bernard boris bradley brendan brian bruce bryan callum calvin carl cedric charles
    christian christopher clarence clifford clive colin connor craig curtis cyril damian daniel darren david dean dennis
    derek desmond dominic donald douglas duncan dylan edgar edmund edward edwin eliot eric ernest ethan eugene felix
    fergus francis frank frankie fraser fred frederick gareth gary gavin geoffrey george gerald gerard gilbert giles
    glenn gordon graham gregory guy harold harry harvey hector henry herbert hubert hugh hugo humphrey ian isaac ivan
    jack jacob jake james jason jeffrey jeremy jerome joe joel john jonathan joseph joshua julian justin keith kenneth
    kevin kieran lawrence leo leonard leonardo leroy lewis lionel louis lucas luke malcolm marcus mark martin matthew
    maurice max maxwell michael miles mike mitchell nathan nathaniel neil nicholas nigel norman oliver oscar owen
    patrick paul percy peter philip pierre quentin ralph raymond reginald rhys richard robert roderick rodney roger
    roland ronald rory rowan rupert russell ryan samuel scott sean sebastian seth shane sidney simon spencer stanley
    stefan stephen steve steven stewart stuart terence theodore thomas timothy toby tobias tom trevor tristan vernon
    victor vincent walter warren wayne wilfred william winston zachary mohammed ahmed omar jan tomasz piotr pawel
    """.split()  # noqa: SIM905
)
_TITLES = {"mr": False, "mister": False, "sir": False, "mrs": True, "ms": True, "miss": True, "madam": True}
_NO_NAMES = frozenset(
    ("there", "customer", "sir", "madam", "all", "everyone", "team", "client", "friend", "both", "folks", "again")
    + ("valued", "guest", "member", "shopper", "buyer", "user", "name", "seller", "sirs", "madame", "neighbour")
)
_WORD = r"[A-Z][a-z\u00c0-\u017f]+(?:['’-][A-Z][a-z\u00c0-\u017f]+)?"
_OPENED = r"(?:^|(?<=[.!?]\s)|(?<=\n))[\"“(]?"
_HELLO = r"(?i:dear|hi|hello|hey|hiya|hullo|(?:good )?(?:morning|afternoon|evening)|good day|welcome back)"
_AGREED = (
    r"(?i:thanks(?: (?:a lot|again|so much|very much))?|thank you(?: (?:again|so much|very much))?|sorry|cheers|yes|no|"
    r"of course|sure|certainly|absolutely|right|okay|ok|well|no problem|understood|i see|i understand|you're welcome|"
    r"not at all|no worries|all done|done|goodbye|bye|apologies|great|perfect|hold on)"
)
_WISHED = (
    r"(?i:enjoy|have (?:a|an)|all the best|good luck|take care|wishing|i wish|i hope|hope|happy|glad|lovely|see you)"
)
_TITLE = r"(?P<title>(?i:Mr|Mrs|Ms|Miss|Mister)\b)\.?\s"
_END = r"(?=\s*[,!.?;:–-](?!\w)|\s*$|\s*\n)"
_ADDRESSED = (
    re.compile(rf"{_OPENED}{_HELLO},?\s(?:{_TITLE})?(?P<name>{_WORD}(?:\s{_WORD}){{0,2}}){_END}", re.MULTILINE),
    re.compile(rf"{_OPENED}{_HELLO},?\s(?P<lower>[a-z]{{3,}})(?=\s*[,!])", re.MULTILINE),
    re.compile(rf"{_OPENED}{_AGREED}[,.]?\s(?:{_TITLE})?(?P<name>{_WORD}){_END}", re.MULTILINE),
    re.compile(rf"(?:,\s|{_OPENED}){_TITLE}(?P<name>{_WORD}){_END}", re.MULTILINE),
    re.compile(
        rf"{_OPENED}(?:{_AGREED}|{_WISHED})\b[^.!?,\n]{{1,60}},\s(?P<name>{_WORD})"
        r"(?=\s*[!.?]?\s*$|[!.?]\s|\s*\n|,\s(?i:and|but|have|enjoy|take|see)\b)",
        re.MULTILINE,
    ),
)
_HELLO_BEFORE = re.compile(rf"{_OPENED}{_HELLO},?\s(?:{_TITLE})?$", re.MULTILINE)
_AGREED_BEFORE = re.compile(rf"^\s*{_AGREED}[,.]?\s(?:{_TITLE})?$")
# "your neighbour, Mrs Lowe": a person and their name, not a clause and who it is said to.
_APPOSED = re.compile(
    r"(?:\b(?i:your|my|our|his|her|their|the|an?|by|with|from|to)\b|(?<![tT]hat)(?<!\b[iI]t)['’]s)"
    r"(?: \w+){1,3},\s(?:\w+\.?\s)?$"
)
_PERSON = (
    r"(?i:colleague|neighbou?r|driver|courier|manager|agent|husband|wife|son|daughter|friend|technician|assistant|boss|"
    r"supervisor|partner|brother|sister|mother|father|dad|mum|mom|postman|packer|picker|specialist|expert|lady|man|woman)"
)
# "Thanks for the photo, Helen": what is thanked for or wished is no person.
_OF_THINGS = re.compile(
    rf"{_OPENED}(?:{_AGREED}|{_WISHED})\b(?! to\b)(?:(?!\b{_PERSON}s?\b)[^.!?\n])*,\s$", re.MULTILINE
)
_GOES_ON = re.compile(
    r"\s*(?:[.!?;:–-]|$|\n|"
    r",\s(?i:I|we|I['’]\w+|we['’]\w+|you|your|thank|sorry|please|could|can|let|have|that|it|and|but|enjoy)\b)"
)
_TITLE_BEFORE = re.compile(rf",\s{_TITLE}$")
_THANKED = re.compile(rf"{_OPENED}(?i:thanks|thank you|sorry|apologies)\b[^.!?\n]*,\s{_TITLE}$", re.MULTILINE)
_ONLY_AGREED = re.compile(rf"{_OPENED}{_AGREED},\s*$", re.MULTILINE)
_INTRODUCED = re.compile(
    r"[,.]?\s+(?:[A-Z][a-z]+[,.]?\s+)?(?i:here\b|from\b|speaking|at [A-Z]|with [A-Z]|(?:the )?customer|"
    r"your (?:agent|adviser)|support\b|after-sales|sales)"
)
_FULL = 2
_MOST_SLIPS = 2
_LONGER_THAN_NICKNAMES = 6


def is_womans(name: str) -> bool | None:
    """Tell whether a given name is a woman's; None where it is not known or borne by both."""
    plain = name.casefold()
    return True if plain in _WOMEN else False if plain in _MEN else None


def addressed_names(text: str, *, own: str, said: str, ours: str = "") -> Iterator[Titled]:
    """Yield the names a message addresses the customer by, with a verdict where `own`, their full name, tells one.

    `said` is what the customer wrote: a name in it is right. `ours` are the names of the writer and the company.
    """
    seen: set[int] = set()
    for pattern in _ADDRESSED:
        for match in pattern.finditer(text):
            group = "lower" if "lower" in pattern.groupindex else "name"
            span = Span(*match.span(group))
            name = match[group]
            if span.start in seen or name.split()[0].casefold() in _NO_NAMES or _introduces(text, span, ours):
                continue
            title = match.groupdict().get("title")
            is_unknown = is_womans(name) is None and not full_names(name) and not title and name not in own.split()
            is_greeted = re.search(r"(?i:dear|hi|hello|hey|hiya)\s$", text[: span.start]) is not None
            if is_unknown and (not is_greeted or _is_common(name) or name in ours.split()):
                continue
            if group == "lower" and (not own or name not in own.casefold().split()):
                continue
            seen.add(span.start)
            verdict = _verdict(name, title, own=own.split(), said=said)
            if verdict is Verdict.FAIL and not _is_addressed(text, span, own=own):
                verdict = Verdict.NEEDS_HUMAN
            yield Titled(span, name, verdict=verdict)


def _is_addressed(text: str, span: Span, *, own: str) -> bool:
    """Tell whether a name is surely who the message is to: greeted by, or said where nobody is told of.

    Whoever calls the customer by name too ("Sorry, Mrs Turner, Paul, our driver, …") names somebody else.
    """
    before = text[: span.start]
    if _HELLO_BEFORE.search(before):
        return True
    is_other = any(re.search(rf"\b{re.escape(one)}\b", before + text[span.end :]) for one in own.split())
    is_other = is_other and text[span.start : span.end] not in own.split()
    if (_APPOSED.search(before) and not _OF_THINGS.search(before)) or not _GOES_ON.match(text, span.end):
        return False
    if is_other or _THANKED.search(before):
        return _THANKED.search(before) is not None
    is_set_off = before.rstrip().endswith(",") and not _ONLY_AGREED.search(before)
    return is_set_off or bool(_AGREED_BEFORE.search(before) or _TITLE_BEFORE.search(before))


def _is_common(name: str) -> bool:
    """Tell whether a word is no name but a common one: "Dear Shopper", "Hi Lovely"."""
    return any(not tag.startswith("NNP") for tag in tags(name.split()[0].casefold(), "en"))


def _introduces(text: str, span: Span, ours: str) -> bool:
    """Tell whether it is the writer who is named: `Hi, Karen here`, `Hi, Karen, customer service`."""
    after = re.match(r"[,.]?\s+(\w+)", text[span.end :])
    is_of_shop = after is not None and after[1] in ours.split()
    return is_of_shop or _INTRODUCED.match(text, span.end) is not None or text[span.start : span.end] in ours.split()


def _verdict(name: str, title: str | None, *, own: list[str], said: str) -> Verdict:
    if own and is_womans(own[-1]) is not None and is_womans(own[0]) is None:
        own = [own[-1], *own[:-1]]
    if name.casefold() not in (one.casefold() for one in own) and unaccented(name) in map(unaccented, own):
        name = next(one for one in own if unaccented(one) == unaccented(name))
    if len(own) < _FULL:
        return _verdict_on_lone(name.split()[0], own[0], said) if own else Verdict.NOT_APPLICABLE
    words, given = name.split(), is_womans(own[0])
    is_bare_surname = words == own[-1:] and own[0].casefold() in said.casefold()
    if not title and not is_bare_surname and any(word.casefold() in said.casefold() for word in words):
        return Verdict.PASS
    if title and given is not None and _TITLES[title.casefold()] is not given and _is_of(words, own):
        return Verdict.FAIL
    if len(words) >= _FULL:
        return _verdict_on_full(words, own)
    if title:
        return _verdict_on_surname(words[0], own, said)
    return _verdict_on_given(words[0], own, said)


def _verdict_on_lone(name: str, own: str, said: str) -> Verdict:
    """Judge by one name on record: another full given name is wrong where the customer gave that very one."""
    is_alike = name[:2].casefold() == own[:2].casefold()
    is_short = name[:3].casefold() == own[:3].casefold() or own.casefold() in full_names(name)
    is_said = re.search(rf"\b{re.escape(name)}\b", said, re.IGNORECASE)
    if name.casefold() == own.casefold() or is_short or is_said:
        return Verdict.PASS
    # Who signs as "Miss Adeyemi" has a given name, too.
    is_surname = re.search(rf"\b(?i:mr|mrs|ms|miss|dr)\.?\s{re.escape(own)}\b", said)
    if is_womans(name) is not None and not is_surname and re.search(rf"\b{re.escape(own)}\b", said, re.IGNORECASE):
        return Verdict.FAIL
    return Verdict.PASS if is_alike else Verdict.NEEDS_HUMAN


def _verdict_on_full(words: list[str], own: list[str]) -> Verdict:
    if all(_is_of([word], own) for word in words):
        return Verdict.PASS
    is_other = not any(_is_of([word], own) or _is_near(word, part) for word in words for part in own)
    return Verdict.FAIL if is_other else Verdict.NEEDS_HUMAN


def _verdict_on_surname(name: str, own: list[str], said: str) -> Verdict:
    """After a title: the surname, letter by letter; the given name is neither right nor wrong enough."""
    if name in own[1:] or name.casefold() in said.casefold():
        return Verdict.PASS
    if name == own[0] or name.casefold() in own[-1].casefold():
        return Verdict.NEEDS_HUMAN
    return Verdict.FAIL


def _verdict_on_given(name: str, own: list[str], said: str) -> Verdict:
    if name.islower() or (name == own[-1] and name not in own[:-1]):
        return Verdict.FAIL
    shorts = full_names(name)
    folded, first = name.casefold(), own[0].casefold()
    is_short = folded[:3] == first[:3] and len(name) < len(first)
    is_own = (
        name in own or is_short or any(one.casefold() in shorts or one.casefold().startswith(folded) for one in own)
    )
    if is_own or re.search(rf"\b{re.escape(name)}\b", said, re.IGNORECASE):
        return Verdict.PASS
    if is_womans(own[0]) is None or not said:
        return Verdict.NEEDS_HUMAN
    if is_womans(name) is not None:
        return Verdict.FAIL
    # A slip of the pen (Hellen) is no name of its own; a shorter one, or one begun alike, may be a nickname.
    is_slip = _is_near(name, own[0]) and len(name) >= len(first)
    is_other = len(name) >= _LONGER_THAN_NICKNAMES and all(name[:1] != one[:1] for one in own)
    return Verdict.FAIL if is_slip or is_other else Verdict.NEEDS_HUMAN


def _is_of(words: list[str], own: list[str]) -> bool:
    return any(word.casefold() == one.casefold() for word in words for one in own)


def _is_near(name: str, other: str) -> bool:
    """Tell whether two names differ by a slip or two."""
    return name.casefold() != other.casefold() and OSA.distance(name.casefold(), other.casefold()) <= _MOST_SLIPS
