"""Tables are read by what their columns mean, whatever they are called and however they are written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from qa.domain.conversation import Channel, Participant, Recording, Role
from qa.ports import ImportOptions
from tests.importers.reading import read, write

IMPORTER = "table_csv"
HEADER = "conversation_id,agent,time,text\n"


def table(folder: Path, content: str, encoding: str = "utf-8") -> Path:
    """Write a table."""
    return write(folder / "table.csv", content.encode(encoding))


def test_the_four_columns_make_a_conversation(tmp_path: Path) -> None:
    rows = "c1,anna,2026-05-12T10:04:00+02:00,Dzień dobry\nc1,,2026-05-12T10:02:00+02:00,Gdzie paczka?\n"
    conversation = read(IMPORTER, table(tmp_path, HEADER + rows)).only
    assert [(one.role, one.text) for one in conversation.messages] == [
        (Role.CUSTOMER, "Gdzie paczka?"),
        (Role.AGENT, "Dzień dobry"),
    ]
    assert (conversation.id, conversation.channel) == ("c1", Channel.CHAT)
    assert conversation.agent == Participant(id="anna", name="anna")
    assert conversation.started_at == datetime.fromisoformat("2026-05-12T08:02:00+00:00")


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("ID rozmowy;Konsultant;Data i godzina;Treść wiadomości;Rola", id="Polish, semicolons"),
        pytest.param("conversation id\tAgent ID\tSent-At\tBody\tRole", id="English, tabs"),
        pytest.param("Protocolo,Atendente,Data e hora,Mensagem,Papel", id="Portuguese, commas"),
        pytest.param("رقم المحادثة;الموظف;الوقت;النص;الدور", id="Arabic"),
        pytest.param("รหัสการสนทนา,พนักงาน,เวลา,ข้อความ,บทบาท", id="Thai"),
    ],
)
def test_columns_are_known_in_five_languages(tmp_path: Path, header: str) -> None:
    sign = next(sign for sign in ";\t," if sign in header)
    row = (
        sign.join(["7", "anna", "2026-05-12 10:04", "Hej, tam", "klient"])
        if sign != ","
        else ('7,anna,2026-05-12 10:04,"Hej, tam",klient')
    )
    conversation = read(IMPORTER, table(tmp_path, f"{header}\n{row}\n")).only
    assert (conversation.id, conversation.messages[0].text) == ("7", "Hej, tam")
    assert conversation.messages[0].role is Role.CUSTOMER
    assert not conversation.metadata


def test_other_columns_are_metadata(tmp_path: Path) -> None:
    path = table(tmp_path, "id,agent,time,text,country,vip\n1,a,,Hej,PL,\n1,a,,Hej,,TRUE\n")
    assert read(IMPORTER, path).only.metadata == {"country": "PL", "vip": True}


def test_an_audio_column_makes_a_call(tmp_path: Path) -> None:
    path = table(tmp_path, "id,agent,time,nagranie,agent_channel\n1,anna,2026-05-12T10:00,dzien\\1.wav,1\n")
    conversation = read(IMPORTER, path, ImportOptions(consent="v3")).only
    assert conversation.channel is Channel.CALL
    assert conversation.recording == Recording("dzien/1.wav", agent_channel=1, consent="v3")


def test_rows_of_a_conversation_may_stand_apart(tmp_path: Path) -> None:
    path = table(tmp_path, HEADER + "1,a,,jeden\n2,a,,dwa\n1,a,,trzy\n")
    found = [(one.id, [message.text for message in one.messages]) for one in read(IMPORTER, path).conversations]
    assert found == [("1", ["jeden", "trzy"]), ("2", ["dwa"])]


def test_the_author_tells_who_speaks(tmp_path: Path) -> None:
    rows = "1,anna,,A,anna,jan\n1,anna,,B,jan,jan\n1,anna,,C,ewa,jan\n"
    conversation = read(IMPORTER, table(tmp_path, "id,agent,time,text,author,customer\n" + rows)).only
    assert [one.role for one in conversation.messages] == [Role.AGENT, Role.CUSTOMER, Role.SYSTEM]


def test_a_transcript_in_one_cell_is_split(tmp_path: Path) -> None:
    path = table(tmp_path, HEADER + '1,anna,,"Klient: Gdzie paczka?\nKonsultant: Już sprawdzam.\nChwila."\n')
    assert [(one.role, one.text) for one in read(IMPORTER, path).only.messages] == [
        (Role.CUSTOMER, "Gdzie paczka?"),
        (Role.AGENT, "Już sprawdzam.\nChwila."),
    ]


def test_a_time_without_an_offset_is_in_the_given_zone(tmp_path: Path) -> None:
    path = table(tmp_path, HEADER + "1,a,2026-01-12 10:00,Hej\n")
    conversation = read(IMPORTER, path, ImportOptions(time_zone="America/Sao_Paulo")).only
    assert conversation.started_at == datetime.fromisoformat("2026-01-12T13:00:00+00:00")


@pytest.mark.parametrize(
    ("encoding", "given"),
    [
        pytest.param("utf-8-sig", None, id="UTF-8 with a byte-order mark"),
        pytest.param("utf-16", None, id="UTF-16 with a byte-order mark"),
        pytest.param("cp1250", "windows-1250", id="windows-1250, named"),
    ],
)
def test_encodings_that_are_known_are_read(tmp_path: Path, encoding: str, given: str | None) -> None:
    path = table(tmp_path, HEADER + "1,a,,Zażółć\n", encoding)
    assert read(IMPORTER, path, ImportOptions(encoding=given)).only.messages[0].text == "Zażółć"


def test_windows_1250_is_reported_row_by_row(tmp_path: Path) -> None:
    path = table(tmp_path, HEADER + "1,a,,Zażółć\n2,a,,Hej\n", "cp1250")
    was_read = read(IMPORTER, path)
    assert was_read.only.id == "2"
    assert was_read.problem.startswith(f"{path}:2: byte 0xbf in column 'text' cannot be decoded;")
    assert "--encoding windows-1250" in was_read.problem


def test_utf_16_that_is_cut_off_is_reported(tmp_path: Path) -> None:
    path = write(tmp_path / "table.csv", (HEADER + "1,a,,Hej\n2,a,,Hej").encode("utf-16")[:-1])
    was_read = read(IMPORTER, path)
    assert was_read.only.id == "1"
    assert was_read.problem.startswith(f"{path}:3: byte 0x6a in column 'text' cannot be decoded;")


def test_a_header_in_windows_1250_names_the_remedy(tmp_path: Path) -> None:
    path = table(tmp_path, "id;konsultant;czas;treść\n1;a;;b\n", "cp1250")
    assert "--encoding windows-1250" in read(IMPORTER, path).problem


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("", ":1: the file is empty", id="empty file"),
        pytest.param("id,time,text\n1,,a\n", ":1: the table has no column for agent;", id="no agent"),
        pytest.param("id,agent,time\n1,a,\n", "no column for text or audio;", id="neither text nor audio"),
        pytest.param("a,b\n1,2\n", "no column for conversation, agent, time, text or audio;", id="another table"),
        pytest.param(HEADER + ",a,,Hej\n", ":2: the row has no conversation id", id="no id"),
        pytest.param(HEADER + "1,a,,\n", ":2: the row has neither text nor an audio file", id="no text"),
        pytest.param(HEADER + "1,a,12.05.2026,Hej\n", ":2: the time is '12.05.2026'; expected", id="no ISO time"),
        pytest.param(HEADER + "1,a,,Hej,tam\n", ":2: the row has 5 cells, the header 4;", id="too many cells"),
        pytest.param(HEADER + '1,a,,"Hej" tam\n', ":2: the row cannot be read", id="stray quote"),
        pytest.param(HEADER + '1,a,,"Hej\n', ":2: the row cannot be read", id="quote never closed"),
        pytest.param("id,agent,time,text,role\n1,a,,Hej,szef\n", "the role cannot be 'szef'. Known:", id="role"),
        pytest.param("id,agent,time,text,kanał\n1,a,,Hej,fax\n", "the channel cannot be 'fax'. Known:", id="channel"),
        pytest.param("id,agent,time,text,csat\n1,a,,Hej,dobrze\n", "the csat is 'dobrze'", id="csat"),
        pytest.param("id,agent,time,audio\n1,a,,a.wav\n1,a,,b.wav\n", "a second recording 'b.wav'", id="two sounds"),
    ],
)
def test_a_bad_row_is_reported(tmp_path: Path, content: str, expected: str) -> None:
    was_read = read(IMPORTER, table(tmp_path, content))
    assert expected in was_read.problem
    assert not was_read.conversations


def test_a_conversation_with_a_bad_row_is_left_out_whole(tmp_path: Path) -> None:
    path = table(tmp_path, HEADER + "1,a,,Dzień dobry\n2,a,,Hej\n1,a,jutro,Do widzenia\n")
    was_read = read(IMPORTER, path)
    assert was_read.only.id == "2"
    assert "Conversation '1' is left out" in was_read.problem


def test_the_separator_line_of_a_spreadsheet_is_obeyed(tmp_path: Path) -> None:
    conversation = read(IMPORTER, table(tmp_path, "sep=;\r\nid;agent;time;text\r\n1;a;;a,b\r\n")).only
    assert conversation.messages[0].text == "a,b"
