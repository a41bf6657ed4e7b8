"""What sentences in Portuguese state, trap by trap."""

from __future__ import annotations

import pytest

from tests.checks.claims.told import told

_SENTENCES = [
    pytest.param(
        "pt",
        "A devolução é gratuita e tem 30 dias após a entrega.",
        ["return.cost: 0 None (policy)", "return.period: 30 day calendar (policy) from goods_received"],
    ),
    pytest.param("pt", "O estorno ocorre em até 7 dias úteis.", ["refund.time: at_most 7 day working (policy)"]),
    pytest.param("pt", "A sua encomenda foi enviada há 3 dias.", ["order.status: 2026-05-09 shipped (report_past)"]),
    pytest.param("pt", "A encomenda foi entregue ontem.", ["order.status: 2026-05-11 delivered (report_past)"]),
    pytest.param(
        "pt",
        "Respondemos à reclamação no prazo de 15 dias úteis.",
        ["complaint.reply: at_most 15 day working (policy)"],
    ),
    pytest.param(
        "pt",
        "Se quiser devolver, tem 14 dias a contar da receção da encomenda.",
        ["return.period: 14 day calendar (policy) from goods_received"],
    ),
    pytest.param("pt", "A garantia é de três anos.", ["guarantee.period: 3 year calendar (policy)"]),
    pytest.param("pt", "O envio é feito em 24 horas.", ["dispatch.time: at_most 24 hour calendar (policy)"]),
    pytest.param("pt-BR", "O frete é grátis acima de R$ 199,00.", ["shipping.free_from: at_least 199.00 BRL (policy)"]),
    pytest.param("pt", "Não são 30 dias, são 14 dias.", ["None: 14 day calendar (policy)"]),
    pytest.param("pt", "Chega na sexta-feira, 15 de maio.", ["delivery.date: 2026-05-15 (promise)"]),
    pytest.param(
        "pt",
        "O prazo para devolver o artigo é de 30 dias corridos a partir da data de entrega.",
        ["return.period: 30 day calendar (policy) from goods_received"],
    ),
    pytest.param("pt", "O valor será estornado em até duas faturas.", []),
    pytest.param(
        "pt",
        "O valor é devolvido entre 5 e 7 dias úteis depois de a colcha chegar ao nosso armazém.",
        ["refund.time: 5-7 day working (policy) from goods_returned"],
    ),
    pytest.param("pt", "As encomendas são enviadas após o pagamento.", []),
    pytest.param(
        "pt",
        "A entrega será feita entre 3 e 5 dias úteis após a postagem.",
        ["delivery.time: 3-5 day working (promise)"],
    ),
    pytest.param("pt", "O senhor disse que a loja prometeu 7 dias.", ["None: 7 day calendar (quoted)"]),
    pytest.param(
        "pt", "Os portes são gratuitos em compras acima de 50 €.", ["shipping.free_from: at_least 50 EUR (policy)"]
    ),
    pytest.param(
        "pt-BR", "Seu pedido saiu para entrega hoje.", ["order.status: 2026-05-12 out_for_delivery (report_past)"]
    ),
    pytest.param(
        "pt-BR",
        "Você tem até 7 dias após o recebimento para se arrepender da compra.",
        ["withdrawal.period: at_most 7 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "pt",
        "O reembolso de 89,90 € foi processado no dia 8 de maio.",
        ["order.status: 2026-05-08 refunded (report_past)", "refund.amount: 89.90 EUR (report_past)"],
    ),
    pytest.param(
        "pt", "Em 15 dias úteis responderemos à sua reclamação.", ["complaint.reply: at_most 15 day working (promise)"]
    ),
    pytest.param("pt", "Ligue-me daqui a 2 horas, por favor.", ["None: 2 hour calendar (policy)"]),
    pytest.param("pt", "Não demora mais de quinze dias.", ["None: at_most 15 day calendar (policy)"]),
    pytest.param("pt", "A garantia legal é de três anos.", ["conformity.period: 3 year calendar (policy)"]),
    pytest.param("pt-BR", "O cupom dá 10% de desconto.", ["coupon.value: 10 % (policy)"]),
    pytest.param("pt", "A encomenda ainda não foi enviada.", []),
    pytest.param("pt", "Quantos dias tenho? Tem 14 dias para devolver.", ["return.period: 14 day calendar (policy)"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), _SENTENCES)
def test_a_sentence_in_portuguese_states_what_it_should(language: str, text: str, expected: list[str]) -> None:
    assert told(text, language=language) == expected
