"""Sentences in Portuguese, of both shores, whose meaning was written down before they were first read."""

from __future__ import annotations

import pytest

from tests.checks.claims.told import told

_SENTENCES = [
    pytest.param(
        "pt", "Tem trinta dias para trocar ou devolver o artigo.", ["return.period: 30 day calendar (policy)"]
    ),
    pytest.param(
        "pt",
        "O dinheiro é devolvido no prazo máximo de catorze dias.",
        ["refund.time: at_most 14 day calendar (policy)"],
    ),
    pytest.param(
        "pt-BR", "Seu dinheiro volta em até dez dias úteis.", ["refund.time: at_most 10 day working (policy)"]
    ),
    pytest.param("pt-BR", "O estorno aparece na fatura em 1 ou 2 meses.", ["refund.time: 1-2 month calendar (policy)"]),
    pytest.param(
        "pt",
        "A resposta à sua reclamação demora, no máximo, quinze dias úteis.",
        ["complaint.reply: at_most 15 day working (policy)"],
    ),
    pytest.param("pt", "Enviamos a encomenda no dia útil seguinte.", []),
    pytest.param(
        "pt", "As encomendas saem do armazém em 24 a 48 horas.", ["dispatch.time: 24-48 hour calendar (policy)"]
    ),
    pytest.param(
        "pt", "A transportadora entrega em dois dias úteis.", ["delivery.time: at_most 2 day working (policy)"]
    ),
    pytest.param(
        "pt-BR",
        "O prazo de entrega é de 5 a 8 dias úteis após a confirmação do pagamento.",
        ["delivery.time: 5-8 day working (policy) from order_placed"],
    ),
    pytest.param(
        "pt-BR",
        "A troca pode ser solicitada em até 30 dias corridos do recebimento.",
        ["return.period: at_most 30 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "pt-BR",
        "Você pode desistir da compra em sete dias, a contar da entrega.",
        ["withdrawal.period: at_most 7 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "pt",
        "O direito de livre resolução exerce-se em 14 dias.",
        ["withdrawal.period: at_most 14 day calendar (policy)"],
    ),
    pytest.param("pt", "A garantia do fabricante cobre meio ano.", ["guarantee.period: 0.5 year calendar (policy)"]),
    pytest.param("pt-BR", "A garantia é de um ano e meio.", ["guarantee.period: 1.5 year calendar (policy)"]),
    pytest.param(
        "pt",
        "Respondemos pela falta de conformidade durante três anos.",
        ["conformity.period: 3 year calendar (policy)"],
    ),
    pytest.param(
        "pt",
        "Os portes custam 4,90 €, e são grátis a partir de 60 €.",
        ["shipping.price: 4.90 EUR (policy)", "shipping.free_from: at_least 60 EUR (policy)"],
    ),
    pytest.param(
        "pt-BR", "Frete grátis nas compras a partir de R$ 249.", ["shipping.free_from: at_least 249 BRL (policy)"]
    ),
    pytest.param("pt-BR", "O frete para a sua região sai por R$ 18,75.", ["shipping.price: 18.75 BRL (policy)"]),
    pytest.param("pt", "Devolver não custa nada.", ["return.cost: 0 None (policy)"]),
    pytest.param("pt", "A recolha da devolução tem um custo de 5 euros.", ["return.cost: 5 EUR (policy)"]),
    pytest.param("pt", "Vamos devolver-lhe 34 euros e 50 cêntimos.", ["refund.amount: 34.50 EUR (promise)"]),
    pytest.param(
        "pt-BR",
        "Estornamos R$ 1.049,90 no seu cartão.",
        ["order.status: refunded (report_past)", "refund.amount: 1049.90 BRL (report_past)"],
    ),
    pytest.param("pt", "O total da encomenda é de 212,40 euros.", ["order.total: 212.40 EUR (policy)"]),
    pytest.param("pt-BR", "O valor total do pedido é R$ 320,00.", ["order.total: 320.00 BRL (policy)"]),
    pytest.param("pt", "As botas custam cento e vinte euros.", ["product.price: 120 EUR (policy)"]),
    pytest.param("pt", "Com o código tem quinze por cento de desconto.", ["coupon.value: 15 % (policy)"]),
    pytest.param("pt", "O vale vale 20 €.", ["coupon.value: 20 EUR (policy)"]),
    pytest.param("pt", "A encomenda seguiu na segunda-feira.", ["order.status: 2026-05-11 shipped (report_past)"]),
    pytest.param("pt", "O seu pedido foi despachado anteontem.", ["order.status: 2026-05-10 shipped (report_past)"]),
    pytest.param(
        "pt-BR",
        "Seu pedido já foi entregue na sexta, dia 8 de maio.",
        ["order.status: 2026-05-08 delivered (report_past)"],
    ),
    pytest.param(
        "pt", "Recebemos a sua devolução no dia 7 de maio.", ["order.status: 2026-05-07 returned (report_past)"]
    ),
    pytest.param("pt", "Cancelámos a encomenda há dois dias.", ["order.status: 2026-05-10 cancelled (report_past)"]),
    pytest.param("pt", "O pagamento foi confirmado no dia 5 de maio.", ["order.status: 2026-05-05 paid (report_past)"]),
    pytest.param(
        "pt",
        "A encomenda vai chegar na quarta-feira, 14 de maio.",
        ["delivery.date: 2026-05-14 but of another weekday (promise)"],
    ),
    pytest.param("pt-BR", "A entrega está prevista para 15/05/2026.", ["delivery.date: 2026-05-15 (policy)"]),
    pytest.param("pt", "Vai receber a encomenda depois de amanhã.", ["delivery.date: 2026-05-14 (promise)"]),
    pytest.param("pt", "Quer devolver dentro dos 30 dias?", ["return.period: at_most 30 day calendar (question)"]),
    pytest.param("pt", "Diz que esperou vinte dias pelo reembolso.", ["refund.time: 20 day calendar (quoted)"]),
    pytest.param("pt", "Se o artigo tiver sido usado, não aceitamos a devolução nos 30 dias.", []),
    pytest.param("pt", "Se preferir trocar, tem 60 dias.", ["return.period: 60 day calendar (policy)"]),
    pytest.param("pt", "O prazo não é de 30 mas de 14 dias.", ["None: 14 day calendar (policy)"]),
    pytest.param(
        "pt", "Não demora menos de 3 dias úteis a entregar.", ["delivery.time: at_least 3 day working (policy)"]
    ),
    pytest.param("pt", "O banco pode demorar mais três dias a creditar.", ["None: 3 day calendar (policy)"]),
    pytest.param("pt", "A encomenda atrasou-se quatro dias.", ["None: 4 day calendar (report_past)"]),
    pytest.param("pt", "Ainda não recebemos a sua devolução.", []),
    pytest.param(
        "pt-BR",
        "O pedido é postado em até 1 dia útil após a aprovação do pagamento.",
        ["dispatch.time: at_most 1 day working (policy) from order_placed"],
    ),
    pytest.param("pt", "Tem quinze dias para nos enviar fotografias.", ["None: 15 day calendar (policy)"]),
    pytest.param(
        "pt-BR",
        "O cupom de R$ 30 vale por 60 dias.",
        ["coupon.value: 30 BRL (policy)", "None: 60 day calendar (policy)"],
    ),
    pytest.param(
        "pt",
        "Dispõe de catorze dias seguidos para desistir da compra.",
        ["withdrawal.period: 14 day calendar (policy)"],
    ),
    pytest.param(
        "pt",
        "A reparação ao abrigo da garantia é possível durante trinta e seis meses.",
        ["guarantee.period: 36 month calendar (policy)"],
    ),
    pytest.param(
        "pt-BR",
        "Depois que o produto chegar ao nosso estoque, o estorno sai em até 5 dias úteis.",
        ["refund.time: at_most 5 day working (policy) from goods_returned"],
    ),
    pytest.param(
        "pt-BR",
        "A gente despacha seu pedido no máximo em 2 dias úteis.",
        ["dispatch.time: at_most 2 day working (policy)"],
    ),
    pytest.param(
        "pt", "O estafeta costuma levar um a dois dias a entregar.", ["delivery.time: 1-2 day calendar (policy)"]
    ),
    pytest.param(
        "pt", "As reclamações são tratadas em menos de dez dias.", ["complaint.reply: at_most 10 day calendar (policy)"]
    ),
    pytest.param(
        "pt",
        "Aceitamos devoluções até um mês depois da entrega.",
        ["return.period: at_most 1 month calendar (policy) from goods_received"],
    ),
    pytest.param("pt", "A taxa de entrega é de três euros e noventa.", ["shipping.price: 3.90 EUR (policy)"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), _SENTENCES)
def test_a_fresh_sentence_in_portuguese_states_what_it_should(language: str, text: str, expected: list[str]) -> None:
    assert told(text, language=language) == expected
