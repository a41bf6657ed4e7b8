"""Knows whether a Portuguese given name is a woman's or a man's, and finds who writes and who is addressed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.domain.conversation import Role
from qa.ports import Reading, Span

# Names that are surnames too (Rosa, Duarte) are left out: "Sr. Rosa" is right.
_WOMEN = frozenset(
    """
    ana adriana alessandra alexandra alice aline amanda amélia andreia andréia andressa ângela angélica antónia antônia
    aparecida bárbara beatriz benedita bianca bruna camila carla carlota carmen carolina cátia catarina cecília célia
    clara cláudia constança cristiana cristina daniela débora diana dulce eduarda elaine eliana eliane elisa ema érica
    érika ester eunice eva fabiana fátima fernanda filipa flávia francisca gabriela giovana giovanna glória graziela
    helena heloísa inês ingrid irene íris isabel isabela isabella ivone jacinta jéssica joana josefa juliana júlia
    karina laís lara larissa laura leila leonor letícia lídia lígia liliana lourdes luana lúcia luciana luísa luiza
    lurdes madalena mafalda manuela mara márcia margarida maria mariana marina marisa marlene marta matilde mayara
    melissa micaela milena miriam mónica mônica nádia natália olívia patrícia priscila rafaela raquel rebeca regina
    renata rita roberta rosana rosângela rute sabrina samara sandra sara silvana simone sofia sónia sônia soraia
    susana suzana tainá taís tânia tatiana telma teresa thaís valentina valéria vanda vanessa vânia vera verónica
    verônica virgínia vivian viviane zélia zulmira filomena olga sílvia odete alda berta elvira judite noémia ermelinda
    anabela elsa emília carina dina neusa ivete gracinda
    """.split()  # noqa: SIM905
)
_MEN = frozenset(
    """
    abel adão adriano alberto alexandre alfredo álvaro amadeu anderson andré ângelo aníbal antónio antônio armando
    arthur artur augusto aurélio benjamim bernardo breno bruno caio carlos célio césar cláudio cristiano daniel danilo
    davi david diego diogo douglas edson eduardo emanuel enzo erick ernesto eugénio eugênio fabiano fabrício fábio
    felipe fernando filipe flávio francisco frederico gabriel geraldo gerson gilberto gonçalo gregório guilherme
    gustavo heitor hélder hélio henrique hugo igor ivo jaime jair jefferson joão joaquim joel jonas jonatas jorge josé
    juliano júlio kaique kauã leandro leonardo leonel lorenzo lourenço lucas luciano luís luiz manuel manoel marcelo
    márcio marco marcos mário martim mateus matheus matias maurício mauro micael miguel moisés murilo natanael nelson
    nicolas norberto nuno octávio otávio orlando osvaldo paulo pedro rafael ramiro raul reinaldo renan renato ricardo
    roberto rodolfo rodrigo rogério romeu ruben rúben rubens rui samuel sandro sebastião sérgio sidnei sílvio tadeu
    tiago thiago tomás ubirajara valdemar vasco vicente vinícius vítor victor wagner wallace wellington wesley wilson
    zacarias américo armindo belmiro delfim elias ezequiel edgar
    fausto firmino horácio ilídio lino óscar teodoro virgílio
    """.split()  # noqa: SIM905
)
_SURNAMES_TOO = dict.fromkeys(
    ("duarte", "afonso", "simão", "salvador", "valentim", "gaspar", "dinis", "xavier", "jordão", "domingos", "santiago")
    + ("garcia", "bento", "leandro", "jacinto"),
    False,
) | dict.fromkeys(("rosa", "graça", "conceição", "esperança", "luz", "dores", "assunção"), True)
_INTRODUCED = re.compile(
    r"\b(?i:fala|sou|aqui é|chamo-me|me chamo|nome é|falar com|falando com)(?i: [ao])? ([A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)"
)
_ADDRESSED = re.compile(
    r"\b(?:(?:o|ao|do|pelo|com o|para o) senhor|(?P<f>(?:a|à|da|pela|com a|para a) senhora))\b"
    r"(?! (?:d[aeo]s?|que|seu|sua|meu|minha|nosso|nossa)\b| [A-ZÀ-Þ]|\()"
)
# Whoever else is spoken of may be "o senhor" of a sentence.
_OTHERS = re.compile(
    r"(?i)\b(?:pais?|mãe|marido|mulher|esposa|esposo|filh[oa]|irmã|irmão|avó|avô|vizinh[oa]|sogr[oa]|ti[oa]|prim[oa]|motorista|"
    r"estafeta|carteir[oa]|técnic[oa]|porteir[oa]|entregador|motoboy|amig[oa]|coleg[oa]s?|genro|nora|net[oa]|padrinho|madrinha)\b"
)


def is_womans(name: str) -> bool | None:
    """Tell whether a given name is a woman's; None where it is not known."""
    plain = name.casefold()
    return True if plain in _WOMEN else False if plain in _MEN else None


def is_ladys_given(name: str) -> bool | None:
    """Tell whether a name that is surely a given name is a woman's: names that are surnames too count."""
    plain = name.casefold()
    if plain in _SURNAMES_TOO:
        return _SURNAMES_TOO[plain]
    return is_womans(name)


def writers_gender(reading: Reading, message: int) -> bool | None:
    """Tell whether who wrote an agent's message is a woman, by the name they gave or the only agent's name."""
    messages = reading.conversation.messages
    author = messages[message].author
    own = [one for one in messages if one.role is Role.AGENT and one.author == author]
    given = [match[1] for one in own for match in _INTRODUCED.finditer(one.text)]
    if given:
        return is_womans(given[0]) if len(set(given)) == 1 else None
    is_alone = all(one.author == author for one in messages if one.role is Role.AGENT)
    agent = reading.conversation.agent
    return is_womans(agent.name.split()[0]) if is_alone and agent and agent.name else None


def addressed_gender(text: str) -> Iterator[tuple[Span, bool]]:
    """Yield "o senhor" and "a senhora", with whether that is a woman; not where another person is spoken of."""
    if _OTHERS.search(text):
        return
    for match in _ADDRESSED.finditer(text):
        yield Span(*match.span()), match["f"] is not None
