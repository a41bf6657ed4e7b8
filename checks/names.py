"""Knows which short given names stand for which full ones, where they do not begin alike."""

from __future__ import annotations

from functools import cache

# Each line: the full name, then its short forms, all as dictionary forms.
_TABLE = """
aleksandra ola olka olcia sandra
aleksander olek sasza
anna hania hanka
agnieszka jagna
barbara basia baśka
bożena bożenka
bronisława bronka
bogusława boguśka bogusia
elżbieta ela bela bietka
ewelina ewa
helena lena hela
hanna ania
jakub kuba kubuś
jan janek jasiek jaś
jerzy jurek
joanna asia aśka
józefa ziuta
katarzyna kasia kaśka
lech leszek
magdalena lena
małgorzata gosia gośka
maria marysia majka mania
michalina misia
mieczysław mietek
mirosława mirka
rafał rafi
ryszard rysiek
stanisław staszek stach
stanisława stasia
stefania stenia
teodor fedek
tomasz tomek
urszula ula ulka
walenty walek
władysław włodek władek
zygmunt zyga
amanda mandy
andrew drew andy
anthony tony
catherine kate kathy cathy katie
charles chuck
christina tina
edward ted ned
elizabeth liz lizzie beth betty libby
henry harry hank
isabella bella
james jim jimmy
john jack johnny
katherine kate kathy katie kitty
margaret maggie meg peggy
mary molly polly
michael mike mick
nicholas nick
patricia trish pat tricia
rebecca becky
richard rick dick rich
robert bob bobby rob
sarah sally
stephen steve
steven steve
theodore ted
theresa tess tracy
thomas tom tommy
victoria vicky tori
william bill billy will liam
"""

FULL_POLISH = frozenset(
    """
    adam adrian agata agnieszka aldona aleksander aleksandra alicja alina andrzej aneta anna antoni arkadiusz artur
    barbara bartłomiej beata bogdan bogumiła bogusław bogusława bożena czesław dagmara damian daniel danuta dariusz
    dawid dominik dominika dorota edward elżbieta emilia eugeniusz ewelina filip franciszek gabriela grażyna grzegorz
    halina hanna helena henryk ilona irena iwona izabela jacek jadwiga jakub janina janusz jarosław jerzy joanna
    jolanta józef justyna kamil kamila karol karolina katarzyna kazimierz kinga klaudia konrad krystyna krzysztof
    leszek lidia lucyna łukasz maciej magdalena malwina małgorzata marcin marek mariola mariusz marta martyna
    marzena mateusz michał mieczysław mirosław mirosława monika natalia norbert oliwia oskar patrycja patryk paulina
    paweł piotr przemysław rafał regina renata robert roman ryszard sebastian sławomir stanisław stanisława stefan
    sylwester sylwia szymon tadeusz teresa tomasz urszula wacław waldemar wanda weronika wiesław wiesława wiktor
    wiktoria wioletta witold władysław włodzimierz wojciech zbigniew zdzisław zenon zofia zuzanna zygmunt żaneta
    """.split()  # noqa: SIM905
)
"""Polish names that nobody is called for short by."""


def full_names(short: str) -> frozenset[str]:
    """Return the full names a given name can be short for, in lower case; none where the table has none."""
    return _full_by_short().get(short.casefold(), frozenset())


@cache
def _full_by_short() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _TABLE.strip().splitlines():
        full, *shorts = line.split()
        for short in shorts:
            found[short] = found.get(short, frozenset()) | {full}
    return found
