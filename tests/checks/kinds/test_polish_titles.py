"""Polish titles and the forms around them: sentences written before the rules, wrong and tempting ones."""

from __future__ import annotations

import pytest

from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge

WRONG = (
    "Widzę, że została Pan obciążony dwa razy, już to cofam.",
    "Przykro mi, że został Pani wprowadzony w błąd.",
    "Jeśli Pani jest zainteresowany wymianą, proszę o znak.",
    "Rozumiem, że Pan jest zawiedziona.",
    "Szanowny Pani, paczka jest w drodze.",
    "Mam nadzieję, że Pani będzie zadowolony z wymiany.",
    "Czy Pani już otrzymał od nas maila z etykietą?",
    "Widzę, że Pan zamówiła dwie pary w tym samym rozmiarze.",
    "Skoro Pani zapłacił kartą, zwrot wróci na kartę.",
    "Panie Tomaszu, jest mi przykro, że Pan tyle czekała.",
    "Jeśli Pani chciałby wymienić rozmiar, proszę o znak.",
    "Pani Anno, Pana zgłoszenie trafiło do serwisu.",
    "Dzień dobry Panie Marku, dziękuję za kontakt. Paczkę otrzyma Pani jutro.",
    "Mam nadzieję, że będzie Pan zadowolona z wymiany.",
    "Rozumiem, że może się Pani czuć oszukany.",
    "Na którą godzinę był Pani umówiony z kurierem?",
    "Powinna Pan dostać sms z kodem odbioru w ciągu godziny.",
    "Gdyby Pan miała jeszcze pytania, jesteśmy do 18.",
    "Sprawdziłam w systemie, już oddzwoniłem do kuriera i wszystko wiem.",
    "Napisałem do magazynu i jestem pewna, że jutro wyjdzie.",
    "Jestem przekonany, że się uda, ale musiałabym dopytać kierownika.",
    "Czy to Pani dzwonił do nas rano w tej sprawie?",
    "Bardzo proszę, żeby Pan sama zdecydowała, czy wymiana, czy zwrot.",
    "Pani Kasiu, numer widzę, a czy ma Pan jeszcze metkę?",
    "Jak Pani sam zauważył, kod już wygasł.",
    "Proszę dać znać, czy jest Pani gotowy na odbiór jutro.",
    "Cieszę się, że się Pani zdecydował na ten model.",
    "Dzień dobry, niestety nie zdążyłem wczoraj odpisać, bo miałam wolne.",
    "Panie Piotrze, wysłaliśmy Pani duplikat faktury.",
    "Żebym mogła to zgłosić, potrzebowałbym zdjęcia kartonu.",
    "Rozumiem, że Pan chciała odebrać w salonie.",
    "Niestety nie podała Pan numeru mieszkania.",
)
RIGHT = (
    "Zwrot od Pani jest ważny, a kod Pani jest aktywny.",
    "Widzę, że został Pani przyznany rabat i że rabat został Pani naliczony.",
    "Jeśli Pani jest zainteresowana, a Pan jest zdecydowany, to świetnie.",
    "Wiem, że numer Pani był błędny, a adres Pani jest niepełny.",
    "Szanowna Pani, Szanowni Państwo, Szanowny Panie, wszystko jest w drodze.",
    "Skoro Pani był winny sklep dwa zwroty, wysyłamy je dziś.",
    "Czy Pani mąż otrzymał już od nas maila z etykietą?",
    "Czy do Pani dotarł już mail? Czy Panu przyszła paczka?",
    "Widzę, że Pan zamówił, a Pani żona odebrała.",
    "Pani zdaniem kurier zawinił, a Pani sąsiad odebrał paczkę.",
    "Jeśli Pani kurier powiedział inaczej, to się pomylił.",
    "Pani Anno, Pan Marek z magazynu potwierdził, że Pani paczka wyszła.",
    "Panie Marku, pani z infolinii podała błędną godzinę, przepraszam.",
    "Mam nadzieję, że będzie Pan zadowolony, a Pani żona zadowolona.",
    "Rozumiem, że może się Pani czuć oszukana.",
    "Wczoraj rozmawiałam z Panem, dziś z Panią kolega rozmawiał.",
    "Od Pani odebrał paczkę kurier, a Panu zostawiła ją sąsiadka.",
    "Dla Pani przygotował to nasz magazyn, Pani zwrot dotarł wczoraj.",
    "Sprawdziłam, kolega z magazynu mówił, że sam spakował paczkę.",
    "Koleżanka napisała do Pana, a ja oddzwoniłem.",
    "Jestem pewna, że on był pewien terminu.",
    "Jak Pani pisał kurier, paczka czeka w punkcie.",
    "Kod, który Pani wysłał system, jest ważny dobę.",
    "Pana zamówienie widziała księgowa, faktura już była wysłana.",
    "Cieszę się, że Pani sprawę wyjaśnił kierownik, a Panu oddzwoniła koleżanka.",
    "Żebym mogła to zgłosić, potrzebowałabym zdjęcia kartonu.",
    "Pani Kasiu, Pana Krzysztofa z serwisu poproszę o kontakt.",
    "Panie Piotrze, jak Pan sam zauważył, kod wygasł.",
    "Gdyby Pani mógł pomóc ktoś na miejscu, proszę poprosić o to sąsiadkę.",
    "Rozumiem, że Pan chciał, a paczka nie chciała się zmieścić.",
    "Kurier mówił, że u Pani był i że Pani nie zastał.",
    "Skoro Pani system wysłał dwa maile, proszę kliknąć w nowszy.",
    "Jak Pan widzi, paczka wyszła wczoraj, a Pan zamówił przedwczoraj.",
    "Czy była Pani zadowolona, a mąż zadowolony z prezentu?",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_form_of_the_other_gender_fails(text: str) -> None:
    said = conversation(("customer", "Co z moją paczką?"), ("agent", text), language="pl")
    assert judge("gender_agreement", said).verdict is Verdict.FAIL


@pytest.mark.parametrize("text", RIGHT)
def test_a_form_of_somebody_else_is_let_be(text: str) -> None:
    said = conversation(("customer", "Co z moją paczką?"), ("agent", text), language="pl")
    assert judge("gender_agreement", said).verdict is not Verdict.FAIL


def test_the_other_title_is_let_be_where_the_family_is_spoken_of() -> None:
    said = conversation(
        ("customer", "Mąż jej nie odebrał."), ("agent", "Pani Anno, do Pana dotrze jutro."), language="pl"
    )
    assert judge("gender_agreement", said).verdict is not Verdict.FAIL
