"""Knows the columns of tables under the names people give them."""

from __future__ import annotations

import re
import unicodedata

from qa.domain.conversation import Channel, Role

COLUMNS: dict[str, tuple[str, ...]] = {
    "conversation": (
        "conversation", "conversation_id", "id", "ticket", "ticket_id", "case", "case_id", "chat_id", "call_id",
        "thread_id", "session_id", "rozmowa", "id_rozmowy", "nr_rozmowy", "numer_rozmowy", "zgłoszenie",
        "id_zgłoszenia", "nr_zgłoszenia", "numer_zgłoszenia", "sprawa", "id_sprawy", "nr_sprawy", "numer_sprawy",
        "conversa", "id_conversa", "id_da_conversa", "atendimento", "protocolo", "المحادثة", "رقم_المحادثة",
        "การสนทนา", "รหัสการสนทนา",
    ),
    "agent": (
        "agent", "agent_id", "consultant", "operator", "assignee", "konsultant", "konsultantka", "id_konsultanta",
        "pracownik", "id_pracownika", "doradca", "agente", "id_agente", "atendente", "operador", "الموظف", "الوكيل",
        "พนักงาน", "เจ้าหน้าที่",
    ),
    "time": (
        "time", "sent_at", "timestamp", "datetime", "date_time", "date", "created_at", "started_at", "czas", "data",
        "data_i_czas", "data_i_godzina", "data_wysłania", "wysłano", "utworzono", "data_e_hora", "data_hora",
        "enviado_em", "horário", "الوقت", "التاريخ", "เวลา", "วันที่", "วันเวลา",
    ),
    "text": (
        "text", "message", "body", "content", "message_text", "transcript", "tekst", "treść", "treść_wiadomości",
        "wiadomość", "texto", "mensagem", "conteúdo", "النص", "الرسالة", "ข้อความ",
    ),
    "audio": (
        "audio", "audio_file", "recording", "recording_file", "file", "file_name", "filename", "sound", "nagranie",
        "plik", "nazwa_pliku", "plik_nagrania", "plik_audio", "arquivo", "gravação", "ficheiro", "التسجيل",
        "الملف", "ไฟล์", "ไฟล์เสียง",
    ),
    "role": (
        "role", "sender_type", "author_type", "speaker", "from_role", "rola", "typ_nadawcy", "strona", "papel",
        "tipo_de_autor", "الدور", "บทบาท",
    ),
    "author": ("author", "author_id", "sender", "from", "autor", "nadawca", "od", "remetente", "المرسل", "ผู้ส่ง"),
    "agent_name": ("agent_name", "imię_i_nazwisko_konsultanta", "nazwa_konsultanta", "nome_do_agente"),
    "agent_email": ("agent_email", "agent_mail", "e_mail_konsultanta", "email_konsultanta", "email_do_agente"),
    "customer": (
        "customer", "customer_id", "client", "client_id", "contact_id", "klient", "id_klienta", "nr_klienta",
        "numer_klienta", "cliente", "id_cliente", "العميل", "ลูกค้า", "รหัสลูกค้า",
    ),
    "customer_name": ("customer_name", "client_name", "imię_i_nazwisko_klienta", "nazwa_klienta", "nome_do_cliente"),
    "customer_email": ("customer_email", "client_email", "e_mail_klienta", "email_klienta", "email_do_cliente"),
    "channel": ("channel", "kanał", "canal", "القناة", "ช่องทาง"),
    "language": ("language", "lang", "język", "idioma", "língua", "اللغة", "ภาษา"),
    "subject": ("subject", "temat", "assunto", "الموضوع", "หัวข้อ", "เรื่อง"),
    "reason": ("reason", "contact_reason", "topic", "powód", "powód_kontaktu", "motivo", "السبب", "เหตุผล"),
    "tags": ("tags", "labels", "tagi", "etykiety", "etiquetas", "الوسوم", "แท็ก"),
    "csat": ("csat", "csat_score", "ocena_csat", "ocena_klienta"),
    "status": ("status", "ticket_status", "status_zgłoszenia", "الحالة", "สถานะ"),
    "message": ("message_id", "id_wiadomości", "id_mensagem"),
    "internal": ("internal", "is_internal", "wewnętrzna", "notatka_wewnętrzna", "interno"),
    "template": ("template", "template_id", "macro", "szablon", "id_szablonu", "modelo"),
    "agent_channel": ("agent_channel", "kanał_konsultanta"),
    "consent": ("consent", "zgoda", "consentimento"),
    "source": ("source", "źródło", "origem"),
}  # fmt: skip
"""Meaning of a column -> the names it may have; capitals, accents, spaces, dots and hyphens do not matter."""

ROLES: dict[str, tuple[str, ...]] = {
    Role.AGENT.value: (
        "agent", "consultant", "operator", "support", "staff", "konsultant", "konsultantka", "pracownik", "doradca",
        "obsługa", "bok", "agente", "atendente", "suporte", "الموظف", "الوكيل", "พนักงาน", "เจ้าหน้าที่",
    ),
    Role.CUSTOMER.value: (
        "customer", "client", "user", "visitor", "end_user", "contact", "klient", "klientka", "kupujący", "cliente",
        "usuário", "العميل", "الزبون", "ลูกค้า",
    ),
    Role.BOT.value: ("bot", "chatbot", "automation", "assistant", "automat", "robô", "بوت", "บอท"),
    Role.SYSTEM.value: ("system", "sistema", "النظام", "ระบบ"),
}  # fmt: skip

CHANNELS: dict[str, tuple[str, ...]] = {
    Channel.CHAT.value: ("chat", "live_chat", "czat", "messenger", "whatsapp", "bate_papo"),
    Channel.EMAIL.value: ("email", "e_mail", "mail", "poczta", "correio"),
    Channel.CALL.value: ("call", "phone", "voice", "telefon", "rozmowa", "połączenie", "telefone", "ligação"),
    Channel.SOCIAL.value: ("social", "facebook", "instagram", "social_media", "media_społecznościowe"),
    Channel.SMS.value: ("sms", "text_message"),
}  # fmt: skip


def plain_name(name: str) -> str:
    """Return a name without capitals, accents and punctuation, so that spellings of one name meet."""
    split = unicodedata.normalize("NFKD", name.casefold().replace("ł", "l"))
    bare = "".join(sign for sign in split if unicodedata.category(sign) not in ("Mn", "Cf"))
    return re.sub(r"[\W_]+", "_", bare).strip("_")


def _by_name(names: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {plain_name(spelling): meaning for meaning, spellings in names.items() for spelling in spellings}


_MEANINGS, _ROLES, _CHANNELS = _by_name(COLUMNS), _by_name(ROLES), _by_name(CHANNELS)


def meaning_of(column: str) -> str | None:
    """Return what a column means; None for one that is metadata."""
    return _MEANINGS.get(plain_name(column))


def role_of(word: str) -> Role | None:
    """Return the role a word names."""
    name = _ROLES.get(plain_name(word))
    return Role(name) if name else None


def channel_of(word: str) -> Channel | None:
    """Return the channel a word names."""
    name = _CHANNELS.get(plain_name(word))
    return Channel(name) if name else None
