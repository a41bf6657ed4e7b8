"""What mail programs of five languages put under an answer is cut; what the writer wrote is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa.importers._mail.quotes import cut_history
from qa.importers._mail.signature import cut_signature

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "email_reply"

ANSWER = "Dzień dobry,\n\npaczka wyszła wczoraj.\n\nDo zobaczenia"


@pytest.mark.parametrize(
    "history",
    [
        pytest.param("W dniu 12.05.2026 o 10:02, Jan Kowalski pisze:\n> Gdzie paczka?", id="Thunderbird pl"),
        pytest.param(
            "wt., 12 maj 2026 o 10:02 Jan Kowalski <jan@example.com> napisał(a):\n\n> Gdzie paczka?", id="Gmail pl"
        ),
        pytest.param(
            "wt., 12 maj 2026 o 10:02 Jan Kowalski <jan.dlugi.adres@example.com>\nnapisał(a):\n\nGdzie?",
            id="broken line",
        ),
        pytest.param("Dnia 12 maja 2026 10:02 Jan Kowalski <jan@example.com> napisał(a):\n\nGdzie?", id="portal pl"),
        pytest.param(
            "Wiadomość napisana przez Jan <jan@example.com> w dniu 12 maj 2026, o godz. 10:02:\n\nGdzie?", id="Apple pl"
        ),
        pytest.param(
            "________________________________\nOd: Jan <jan@example.com>\nWysłane: wtorek, 12 maja 2026 10:02\n"
            "Do: Sklep\nTemat: Paczka\n\nGdzie?",
            id="Outlook pl",
        ),
        pytest.param("-----Oryginalna wiadomość-----\nGdzie?", id="old Outlook pl"),
        pytest.param("On Tue, May 12, 2026 at 10:02 AM Jan <jan@example.com> wrote:\n\n> Where?", id="Gmail en"),
        pytest.param("On 12 May 2026, at 10:02, Jan <jan@example.com> wrote:\n\nWhere?", id="Apple en"),
        pytest.param("---- On Tue, 12 May 2026 10:02:50 +0200 jan@example.com wrote ----\n\nWhere?", id="Zoho en"),
        pytest.param(
            "From: Jan\nSent: Tuesday, May 12, 2026 10:02\nTo: Shop\nSubject: Parcel\n\nWhere?", id="Outlook en"
        ),
        pytest.param("*From:* Jan\n*Date:* Tuesday\n*To:* Shop\n*Subject:* Parcel\n\nWhere?", id="headers in bold"),
        pytest.param(
            "Em ter., 12 de mai. de 2026 às 10:02, Jan <jan@example.com>\nescreveu:\n\n> Onde?", id="Gmail pt"
        ),
        pytest.param("No dia 12/05/2026, às 10:02, Jan <jan@example.com> escreveu:\n\nOnde?", id="Apple pt"),
        pytest.param(
            "De: Jan\nEnviada em: terça-feira, 12 de maio\nPara: Loja\nAssunto: Encomenda\n\nOnde?", id="Outlook pt"
        ),
        pytest.param("-----Mensagem Original-----\nOnde?", id="old Outlook pt"),
        pytest.param(
            "في الثلاثاء، 12 مايو 2026 في 10:02 ص تمت كتابة ما يلي بواسطة"
            " \u202aJan\u202c\u200f <jan@example.com>:\n\nأين؟",
            id="Gmail ar",
        ),
        pytest.param("بتاريخ ١٢ مايو ٢٠٢٦، ١٠:٠٢ ص، كتب Jan <jan@example.com>:\n\nأين؟", id="Apple ar"),
        pytest.param("من: Jan\nتم الإرسال: الثلاثاء\nإلى: المتجر\nالموضوع: الطرد\n\nأين؟", id="Outlook ar"),
        pytest.param("ในวันที่ อ. 12 พ.ค. 2026 เวลา 10:02 Jan <jan@example.com> เขียนว่า:\n\n> อยู่ไหน", id="Gmail th"),
        pytest.param("เมื่อ 12 พ.ค. 2569 เวลา 10:02 Jan <jan@example.com> เขียนว่า:\n\nอยู่ไหน", id="Apple th"),
        pytest.param("จาก: Jan\nส่งเมื่อ: 12 พฤษภาคม\nถึง: ร้าน\nเรื่อง: พัสดุ\n\nอยู่ไหน", id="Outlook th"),
        pytest.param("> Gdzie?\n> Kiedy?", id="only marks"),
    ],
)
def test_history_is_cut(history: str) -> None:
    assert cut_history(f"{ANSWER}\n\n{history}\n") == ANSWER


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("W mailu z 12 maja napisał Pan:\nże paczka nie doszła.", id="speaks of a mail"),
        pytest.param("On the surface, all is well.\nOn average 3 parcels a day.", id="begins with On"),
        pytest.param("Od: 10 zł\nwysyłka gratis.", id="a price from"),
        pytest.param("Kurier był o 10:02 i napisał:\nNie zastałem nikogo.", id="a courier wrote"),
        pytest.param("Punkty:\n- pierwszy\n- drugi", id="list"),
        pytest.param("Do: jutra\nData: 12.05", id="two words with colons"),
    ],
)
def test_what_only_looks_like_history_stays(text: str) -> None:
    assert cut_history(text) == text


def test_answers_between_quoted_lines_stay() -> None:
    text = "On 12 May 2026 at 10:02 Jan <jan@example.com> wrote:\n> When?\n\nTomorrow.\n\n> Where?\n\nAt home.\n"
    assert cut_history(text) == "Tomorrow.\n\n\nAt home."


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param(
            "Wysłałam.\n\nPozdrawiam serdecznie,\nAnna Nowak\nSpecjalista ds. obsługi klienta\ntel. 22 555 01 00",
            "Wysłałam.\n\nPozdrawiam serdecznie,\nAnna Nowak",
            id="Polish, name kept",
        ),
        pytest.param("Wysłałam.\n-- \nAnna\nAcme sp. z o.o.", "Wysłałam.", id="two dashes"),
        pytest.param("Gdzie?\n\nWysłane z iPhone'a", "Gdzie?", id="phone pl"),
        pytest.param("Where?\n\nSent from my iPhone", "Where?", id="phone en"),
        pytest.param("Onde?\n\nEnviado do meu iPhone", "Onde?", id="phone pt"),
        pytest.param("أين؟\n\nأُرسلت من الـ iPhone", "أين؟", id="phone ar"),
        pytest.param("อยู่ไหน\n\nส่งจาก iPhone ของฉัน", "อยู่ไหน", id="phone th"),
        pytest.param("Where?\n\nGet Outlook for iOS<https://aka.ms/x>", "Where?", id="Outlook on a phone"),
        pytest.param(
            "Sent.\n\nThis e-mail and any attachments are confidential and intended solely for you.",
            "Sent.",
            id="legal en",
        ),
        pytest.param("Jest.\n\nTreść tej wiadomości jest poufna i przeznaczona dla adresata.", "Jest.", id="legal pl"),
        pytest.param(
            "Enviado.\n\nCom os melhores cumprimentos,\nAna Silva\nApoio ao cliente\nwww.acme.example",
            "Enviado.\n\nCom os melhores cumprimentos,\nAna Silva",
            id="Portuguese, name kept",
        ),
        pytest.param("تم.\n\nمع تحياتي،\nسارة\nهاتف: 0225550100", "تم.\n\nمع تحياتي،\nسارة", id="Arabic, name kept"),
        pytest.param(
            "ส่งแล้วค่ะ\n\nขอแสดงความนับถือ\nสมหญิง\nโทร 02-555-0100", "ส่งแล้วค่ะ\n\nขอแสดงความนับถือ\nสมหญิง", id="Thai"
        ),
    ],
)
def test_signatures_are_cut_and_the_name_stays(text: str, kept: str) -> None:
    assert cut_signature(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Wysłałam.\n\nPozdrawiam,\nAnna\n\nPS. Kupon dołączę jutro do paczki.", id="postscript"),
        pytest.param("Pozdrawiam,\nAnna\n\nProszę jeszcze o numer konta, na który mamy zwrócić pieniądze.", id="more"),
        pytest.param("Sent from the warehouse yesterday, it should arrive today.", id="sent from the warehouse"),
        pytest.param("Wysłane z magazynu wczoraj.", id="sent from the store, pl"),
    ],
)
def test_what_only_looks_like_a_signature_stays(text: str) -> None:
    assert cut_signature(text) == text


@pytest.mark.shared
def test_outside_mails_are_cut_as_expected() -> None:
    cases = json.loads((SHARED / "expected.json").read_text())
    wrong = [case["fixtures"][0] for case in cases if not _is_as_expected(case)]
    assert not wrong


def _is_as_expected(case: dict[str, str | list[str] | int | None]) -> bool:
    fixtures, first = case["fixtures"], case["expected_first_fragment_trimmed"]
    assert isinstance(fixtures, list)
    text = (SHARED / f"{fixtures[0]}.txt").read_text()
    written = cut_signature(cut_history(text))
    return written == (first or text.split("\n--\n")[0]).strip()  # type: ignore[union-attr]
