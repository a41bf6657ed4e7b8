"""More sentences in Portuguese whose meaning was written down before they were first read."""

from __future__ import annotations

import pytest

from tests.checks.claims.told import told

_SENTENCES = [
    pytest.param(
        "pt-BR",
        "Nas compras acima de 150 reais a gente não cobra frete.",
        ["shipping.free_from: at_least 150 BRL (policy)"],
    ),
    pytest.param("pt", "Pagou 75,30 € pela encomenda.", ["order.total: 75.30 EUR (report_past)"]),
    pytest.param("pt", "Ofereço-lhe um vale de dez euros.", ["coupon.value: 10 EUR (policy)"]),
    pytest.param(
        "pt", "O artigo devolvido chegou ontem ao armazém.", ["order.status: 2026-05-11 returned (report_past)"]
    ),
    pytest.param(
        "pt-BR",
        "Seu pedido está com a transportadora desde segunda-feira.",
        ["order.status: 2026-05-11 shipped (report_past)"],
    ),
    pytest.param(
        "pt", "O valor foi-lhe devolvido no dia 6 de maio.", ["order.status: 2026-05-06 refunded (report_past)"]
    ),
    pytest.param(
        "pt-BR",
        "Você falou em 30 dias, mas o prazo para troca é de 15 dias.",
        ["None: at_most 30 day calendar (quoted)", "return.period: 15 day calendar (policy)"],
    ),
    pytest.param("pt", "Deve chegar entre quinta e sábado.", []),
    pytest.param("pt", "Entregamos a 15 de maio, sexta-feira.", ["delivery.date: 2026-05-15 (policy)"]),
    pytest.param(
        "pt", "Quanto tempo tenho? São duas semanas para devolver.", ["return.period: 14 day calendar (policy)"]
    ),
    pytest.param(
        "pt",
        "Pode devolver o produto no prazo de 30 dias após a receção.",
        ["return.period: at_most 30 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "pt",
        "O reembolso é processado em 3 a 5 dias úteis depois de recebermos o artigo.",
        ["refund.time: 3-5 day working (policy) from goods_returned"],
    ),
    pytest.param(
        "pt-BR",
        "Vamos responder à sua reclamação em até 5 dias úteis.",
        ["complaint.reply: at_most 5 day working (promise)"],
    ),
    pytest.param(
        "pt-BR",
        "O prazo para postagem é de 2 dias úteis e a entrega leva de 3 a 7 dias.",
        ["dispatch.time: 2 day working (policy)", "delivery.time: 3-7 day calendar (policy)"],
    ),
    pytest.param("pt", "A nova data de entrega é terça-feira, 19 de maio.", ["delivery.date: 2026-05-19 (policy)"]),
    pytest.param("pt-BR", "O frete expresso custa R$ 39,90.", ["shipping.price: 39.90 BRL (policy)"]),
    pytest.param(
        "pt",
        "Os portes são grátis para encomendas superiores a 45 €.",
        ["shipping.free_from: at_least 45 EUR (policy)"],
    ),
    pytest.param("pt", "A devolução tem um custo de 3,99 €.", ["return.cost: 3.99 EUR (policy)"]),
    pytest.param("pt-BR", "A garantia do fogão é de 12 meses.", ["guarantee.period: 12 month calendar (policy)"]),
    pytest.param("pt-BR", "Posso te dar um desconto de 10% na próxima compra.", ["coupon.value: 10 % (policy)"]),
    pytest.param(
        "pt",
        "Fizemos hoje o reembolso de 24,99 €.",
        ["order.status: 2026-05-12 refunded (report_past)", "refund.amount: 24.99 EUR (report_past)"],
    ),
    pytest.param(
        "pt", "A sua encomenda foi entregue à transportadora ontem.", ["order.status: 2026-05-11 shipped (report_past)"]
    ),
    pytest.param("pt-BR", "Entendo que você está esperando o estorno há 15 dias.", []),
    pytest.param(
        "pt",
        "Caso pretenda desistir, dispõe de 14 dias desde a entrega.",
        ["withdrawal.period: 14 day calendar (policy) from goods_received"],
    ),
    pytest.param("pt", "O telemóvel custa 249,90 euros.", ["product.price: 249.90 EUR (policy)"]),
    pytest.param("pt", "O atendimento funciona das 9 às 18 horas.", []),
    pytest.param(
        "pt",
        "Tem 30 dias a contar da data de receção para devolver os sapatos.",
        ["return.period: 30 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "pt",
        "O dinheiro deverá estar na sua conta dentro de sete dias úteis.",
        ["refund.time: at_most 7 day working (promise)"],
    ),
    pytest.param(
        "pt-BR",
        "Sua reclamação será respondida em até duas semanas.",
        ["complaint.reply: at_most 14 day calendar (promise)"],
    ),
    pytest.param(
        "pt-BR", "Despachamos hoje e o pedido chega em dois dias.", ["delivery.time: at_most 2 day calendar (promise)"]
    ),
    pytest.param(
        "pt",
        "Pode resolver o contrato durante catorze dias após a entrega.",
        ["withdrawal.period: 14 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "pt",
        "O envio por transportadora custa 5,50 € e para ponto de recolha 3 €.",
        ["shipping.price: 5.50 EUR (policy)", "shipping.price: 3 EUR (policy)"],
    ),
    pytest.param(
        "pt-BR", "Acima de 200 reais o frete sai de graça.", ["shipping.free_from: at_least 200 BRL (policy)"]
    ),
    pytest.param("pt", "O computador tem 36 meses de garantia.", ["guarantee.period: 36 month calendar (policy)"]),
    pytest.param("pt", "A encomenda chegará na segunda-feira, 18 de maio.", ["delivery.date: 2026-05-18 (promise)"]),
    pytest.param("pt", "O reembolso foi efetuado a 6 de maio.", ["order.status: 2026-05-06 refunded (report_past)"]),
    pytest.param("pt-BR", "O pacote foi entregue no sábado.", ["order.status: 2026-05-09 delivered (report_past)"]),
    pytest.param("pt", "Vou enviar-lhe um cupão de 15 € como pedido de desculpa.", ["coupon.value: 15 EUR (promise)"]),
    pytest.param("pt", "Não posso prometer que chegue em dois dias.", []),
    pytest.param("pt-BR", "O total da compra foi de R$ 189,99.", ["order.total: 189.99 BRL (report_past)"]),
    pytest.param(
        "pt", "Se o produto foi aberto, o prazo de 14 dias não se aplica.", ["None: 14 day calendar (conditional)"]
    ),
    pytest.param(
        "pt",
        "Se o tamanho não servir, pode trocar os sapatos até 30 dias após a compra.",
        ["return.period: at_most 30 day calendar (policy) from order_placed"],
    ),
    pytest.param(
        "pt",
        "Transferimos 45 € para a sua conta em três dias úteis.",
        ["refund.amount: 45 EUR (policy)", "refund.time: at_most 3 day working (policy)"],
    ),
    pytest.param(
        "pt",
        "A reclamação será analisada no prazo máximo de 15 dias úteis.",
        ["complaint.reply: at_most 15 day working (promise)"],
    ),
    pytest.param(
        "pt-BR",
        "Os pedidos saem do estoque em até 1 dia útil após o pagamento.",
        ["dispatch.time: at_most 1 day working (policy) from order_placed"],
    ),
    pytest.param("pt", "O transporte demora em média dois dias úteis.", ["delivery.time: 2 day working (policy)"]),
    pytest.param(
        "pt",
        "Pode exercer a livre resolução até 14 dias depois de receber o artigo.",
        ["withdrawal.period: at_most 14 day calendar (policy) from goods_received"],
    ),
    pytest.param("pt-BR", "A taxa de entrega é R$ 15.", ["shipping.price: 15 BRL (policy)"]),
    pytest.param(
        "pt", "Enviamos sem custos as encomendas a partir de 42 €.", ["shipping.free_from: at_least 42 EUR (policy)"]
    ),
    pytest.param("pt", "O fabricante dá doze meses de garantia.", ["guarantee.period: 12 month calendar (policy)"]),
    pytest.param("pt", "A data prevista de entrega é 21 de maio.", ["delivery.date: 2026-05-21 (policy)"]),
    pytest.param(
        "pt", "Devolvemos-lhe o dinheiro no dia 5 de maio.", ["order.status: 2026-05-05 refunded (report_past)"]
    ),
    pytest.param("pt-BR", "Seu pacote está em trânsito.", ["order.status: shipped (report_past)"]),
    pytest.param("pt", "Como pedido de desculpa, tem 15% de desconto.", ["coupon.value: 15 % (policy)"]),
    pytest.param("pt", "Com portes incluídos fica em 214,50 €.", ["order.total: 214.50 EUR (policy)"]),
    pytest.param("pt", "Então o reembolso demora 14 dias, certo?", ["refund.time: 14 day calendar (question)"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), _SENTENCES)
def test_another_fresh_sentence_in_portuguese_states_what_it_should(
    language: str, text: str, expected: list[str]
) -> None:
    assert told(text, language=language) == expected
