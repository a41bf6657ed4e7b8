from __future__ import annotations

import pytest

from checks.languagetool.masks import masked_spans


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        pytest.param("see https://x.example/?a=1 now", ["https://x.example/?a=1"], id="web address"),
        pytest.param("on acme.example/reklamacje now", ["acme.example/reklamacje"], id="host and path"),
        pytest.param("to jan.k@poczta.example now", ["jan.k@poczta.example"], id="e-mail"),
        pytest.param("reembolso de 12,99 zł, que", [" zł"], id="currency behind its number"),
        pytest.param("faktura FV/2026/05/117 now", ["FV/2026/05/117"], id="invoice"),
        pytest.param("kod LATO2026 i RMA-5521", ["LATO2026", "RMA-5521"], id="codes"),
        pytest.param("PL61 1090 1014 0000 0712 1981 2874", ["PL61 1090 1014 0000 0712 1981 2874"], id="IBAN"),
        pytest.param("zamówienie #10457 od @anna", ["#10457", "@anna"], id="hash and account"),
        pytest.param("plik umowa_nowa.pdf jest", ["umowa_nowa.pdf"], id="file"),
        pytest.param("Dear {first_name} and {{imie}}", ["{first_name}", "{{imie}}"], id="place-holders"),
        pytest.param("wysłana.Proszę czekać 14 dni", [], id="a missing space is no address"),
    ],
)
def test_what_is_no_language_is_masked(text: str, masked: list[str]) -> None:
    assert [text[start:end] for start, end in masked_spans(text)] == masked
