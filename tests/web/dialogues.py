"""Short dialogues in five languages, with the words a check would mark: the stuff of the seed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """What the machine says of a criterion: the quoted words of one turn, and why."""

    criterion: str
    verdict: str
    turn: int
    quote: str
    explanation: str = ""
    suggestion: str = ""
    found: str | None = None
    expected: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One conversation to be seeded many times: (role, text) turns and what is marked in them."""

    language: str
    channel: str
    reason: str
    turns: tuple[tuple[str, str], ...]
    marks: tuple[Mark, ...] = ()
    subject: str | None = None


DIALOGUES = (
    Dialogue(
        "pl",
        "chat",
        "order-status",
        (
            ("customer", "Dzień dobry, gdzie jest moja paczka? Zamówienie 10457."),
            ("agent", "Dzień dobry, Panie Janie. Rozumiem, że czeka Pan na przesyłkę - już sprawdzam."),
            ("agent", "Paczka została wysłana wczoraj, numer przesyłki 6201000123. Kurier doręczy ją jutro."),
            ("customer", "Dziękuję!"),
            ("agent", "Cieszę się, że mogłam pomóc. Miłego dnia!"),
        ),
        (
            Mark("greeting", "pass", 1, "Dzień dobry"),
            Mark("empathy", "pass", 1, "Rozumiem, że czeka Pan na przesyłkę"),
            Mark("closing", "pass", 4, "Miłego dnia"),
        ),
    ),
    Dialogue(
        "pl",
        "chat",
        "return",
        (
            ("customer", "Chcę zwrócić kurtkę. Ile mam na to czasu? Jestem bardzo zła, to już drugi raz!"),
            ("agent", "Na zwrot ma Pani 7 dni od zakupu. Trzeba było przeczytać regulamin."),
            ("customer", "To chyba niezgodne z prawem."),
            ("agent", "Takie mamy zasady, nic nie poradzę."),
        ),
        (
            Mark(
                "policy-durations",
                "fail",
                1,
                "7 dni od zakupu",
                "Regulamin i ustawa dają co najmniej 14 dni od otrzymania towaru.",
                "Na odstąpienie od umowy ma Pani 14 dni od otrzymania towaru.",
                "7 day calendar from order_placed",
                "at least 14 day calendar from goods_received",
                "contradicted_understates_right",
            ),
            Mark(
                "no-blame",
                "fail",
                1,
                "Trzeba było przeczytać regulamin",
                "„Trzeba było przeczytać regulamin” może brzmieć jak zarzut.",
                "Powiedz, co stanie się dalej.",
            ),
            Mark("no-dismissal", "fail", 3, "nic nie poradzę", "„nic nie poradzę” zamyka rozmowę bez wyjścia."),
            Mark("greeting", "fail", 1, "Na zwrot ma Pani 7 dni", "Brak powitania w pierwszej wiadomości."),
            Mark(
                "empathy", "needs_human", 1, "Na zwrot ma Pani 7 dni", "Klientka jest zła; ocena należy do człowieka."
            ),
        ),
    ),
    Dialogue(
        "pl",
        "email",
        "complaint",
        (
            (
                "customer",
                "Szanowni Państwo,\n\nw zeszłym tygodniu otrzymałem uszkodzony ekspres. Proszę o wymianę.\n\nT. Wrona",
            ),
            (
                "agent",
                "Szanowny Panie Tomaszu,\n\nprzepraszamy za uszkodzony ekspres. Na reklamację odpowiemy w ciągu 14 dni "
                "a nową sztukę wyślemy zaraz po otrzymaniu zdjęć.\n\nZ poważaniem\nAnna Nowak\n\n> w zeszłym tygodniu "
                "otrzymałem uszkodzony ekspres. Proszę o wymianę.",
            ),
        ),
        (
            Mark("apology", "pass", 1, "przepraszamy za uszkodzony ekspres"),
            Mark("policy-durations", "pass", 1, "w ciągu 14 dni", found="14 day", expected="at most 14 day"),
            Mark("form-of-address", "pass", 1, "Szanowny Panie Tomaszu"),
        ),
        subject="Uszkodzony ekspres",
    ),
    Dialogue(
        "pl",
        "call",
        "order-status",
        (
            ("agent", "Dzień dobry sklep Acme mówi Piotr w czym mogę pomóc"),
            ("customer", "dzień dobry nie dostałem jeszcze paczki"),
            ("agent", "rozumiem proszę podać numer zamówienia"),
            ("customer", "dziesięć czterysta pięćdziesiąt siedem"),
            ("agent", "dziękuję paczka jest u kuriera będzie u pana jutro do widzenia"),
        ),
        (
            Mark("greeting", "pass", 0, "Dzień dobry"),
            Mark(
                "recording-notice",
                "fail",
                0,
                "Dzień dobry sklep Acme",
                "Brak informacji o nagrywaniu na początku rozmowy.",
            ),
            Mark("closing", "pass", 4, "do widzenia"),
        ),
    ),
    Dialogue(
        "en",
        "chat",
        "refund",
        (
            ("customer", "Hi, my refund still has not arrived. It has been two weeks."),
            (
                "agent",
                "Hello Sam, I am sorry about the wait. Refunds take 5 to 7 working days after we get the parcel.",
            ),
            ("agent", "Yours was sent on 4 May, so it should be with you by Thursday."),
            ("customer", "Fine, thanks."),
            ("agent", "Thank you for your patience. Have a good day!"),
        ),
        (
            Mark("greeting", "pass", 1, "Hello Sam"),
            Mark("apology", "pass", 1, "I am sorry about the wait"),
            Mark("policy-durations", "pass", 1, "5 to 7 working days", found="5-7 day", expected="5-7 day"),
            Mark("closing", "pass", 4, "Have a good day"),
        ),
    ),
    Dialogue(
        "en",
        "email",
        "address-change",
        (
            ("customer", "Hello,\n\nplease change the delivery adress of order 20881 to 5 Hill Street.\n\nKate"),
            (
                "agent",
                "Dear {{first_name}},\n\nyour adress has been changed. Delivery is 12.99 PLN.\n\nBest regards\nAcme",
            ),
        ),
        (
            Mark("spelling", "fail", 1, "adress", "Possible spelling mistake.", "address"),
            Mark("template-hygiene", "fail", 1, "{{first_name}}", "A placeholder was left unfilled."),
            Mark("amounts", "pass", 1, "12.99 PLN", found="12.99 PLN", expected="12.99 PLN"),
        ),
        subject="Order 20881: new address",
    ),
    Dialogue(
        "pt",
        "chat",
        "order-status",
        (
            ("customer", "Boa tarde, onde está a minha encomenda?"),
            ("agent", "Boa tarde, Sr. Costa. Lamento a demora; a encomenda sai amanhã."),
            ("customer", "Obrigado."),
            ("agent", "Obrigada pelo contacto. Bom dia!"),
        ),
        (Mark("greeting", "pass", 1, "Boa tarde"), Mark("apology", "pass", 1, "Lamento a demora")),
    ),
    Dialogue(
        "ar",
        "chat",
        "return",
        (
            ("customer", "مرحبا، أريد إرجاع الحذاء الذي اشتريته."),
            ("agent", "أهلاً وسهلاً، يمكن لحضرتك إرجاعه خلال 14 يوماً من الاستلام."),
            ("customer", "شكراً"),
            ("agent", "على الرحب والسعة، نتمنى لك يوماً سعيداً."),
        ),
        (
            Mark("greeting", "pass", 1, "أهلاً وسهلاً"),
            Mark("policy-durations", "pass", 1, "خلال 14 يوماً من الاستلام"),
            Mark("form-of-address", "pass", 1, "لحضرتك"),
        ),
    ),
    Dialogue(
        "th",
        "social",
        "product",
        (
            ("customer", "สวัสดีค่ะ สินค้ามีสีดำไหมคะ"),
            ("agent", "ไม่มี ดูในเว็บเอง"),
        ),
        (
            Mark("greeting", "fail", 1, "ไม่มี", "No greeting in the first reply."),
            Mark("no-rudeness", "needs_human", 1, "ดูในเว็บเอง", "This may sound curt."),
            Mark("form-of-address", "fail", 1, "ไม่มี ดูในเว็บเอง", "No polite particle (ครับ/ค่ะ)."),
        ),
    ),
    Dialogue(
        "en",
        "sms",
        "delivery",
        (("customer", "Parcel not here?"), ("agent", "It arrives today before 6 pm. Acme")),
        (Mark("policy-durations", "not_applicable", 1, "today"),),
    ),
)
