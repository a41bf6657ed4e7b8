"""What sentences in Arabic state, trap by trap."""

from __future__ import annotations

import pytest

from tests.checks.claims.told import told

_SENTENCES = [
    pytest.param("ar", "تم شحن الطلب قبل ثلاثة أيام.", ["order.status: 2026-05-09 shipped (report_past)"]),
    pytest.param("ar", "يصل الطلب من ٣ إلى ٥ أيام عمل.", ["delivery.time: 3-5 day working (policy)"]),
    pytest.param("ar", "مدة الضمان سنتان.", ["guarantee.period: 2 year calendar (policy)"]),
    pytest.param("ar", "لن يستغرق أكثر من ١٤ يوما.", ["None: at_most 14 day calendar (promise)"]),
    pytest.param("ar", "التوصيل مجاني للطلبات فوق ١٩٩ ريال.", ["shipping.free_from: at_least 199 SAR (policy)"]),
    pytest.param("ar", "ستصل الشحنة يوم الجمعة ١٥ مايو ٢٠٢٦.", ["delivery.date: 2026-05-15 (promise)"]),
    pytest.param("ar", "نرد على الشكوى خلال أسبوعين.", ["complaint.reply: at_most 14 day calendar (policy)"]),
    pytest.param(
        "ar",
        "لديك ١٤ يومًا من الاستلام للتراجع عن الشراء.",
        ["withdrawal.period: 14 day calendar (policy) from goods_received"],
    ),
    pytest.param("ar", "ليس ٣٠ يوما بل ١٤ يوما.", ["None: 14 day calendar (policy)"]),
    pytest.param(
        "ar",
        "إذا أردت إرجاع المنتج فلديك خمسة عشر يوما من الاستلام.",
        ["return.period: 15 day calendar (policy) from goods_received"],
    ),
    pytest.param("ar", "سيتم رد المبلغ إلى بطاقتك خلال ٥-٧ أيام عمل.", ["refund.time: 5-7 day working (promise)"]),
    pytest.param(
        "ar",
        "لديك أسبوعان لإرجاع الحذاء من تاريخ الاستلام.",
        ["return.period: 14 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "ar",
        "رسوم التوصيل ٢٥ ريالاً، والشحن مجاني للطلبات التي تزيد عن ٢٠٠ ريال.",
        ["shipping.price: 25 SAR (policy)", "shipping.free_from: at_least 200 SAR (policy)"],
    ),
    pytest.param("ar", "تم تسليم الشحنة يوم الأحد ١٠ مايو.", ["order.status: 2026-05-10 delivered (report_past)"]),
    pytest.param("ar", "لم يتم شحن الطلب بعد.", []),
    pytest.param("ar", "هل يكفيك ١٤ يوما؟", ["None: 14 day calendar (question)"]),
    pytest.param(
        "ar", "الضمان لمدة سنتين من تاريخ الشراء.", ["guarantee.period: 2 year calendar (policy) from order_placed"]
    ),
    pytest.param("ar", "ذكرت أنك انتظرت عشرين يوما.", ["None: 20 day calendar (quoted)"]),
    pytest.param("ar", "سنرسل لك كوبون خصم بقيمة ٥٠ ريال.", ["coupon.value: 50 SAR (promise)"]),
    pytest.param("ar", "يستغرق الشحن من يومين إلى أربعة أيام.", ["dispatch.time: 2-4 day calendar (policy)"]),
    pytest.param("ar", "سيصلك الطلب غداً إن شاء الله.", ["delivery.date: 2026-05-13 (promise)"]),
    pytest.param("ar", "تحصل على خصم ١٠٪ على طلبك القادم.", ["coupon.value: 10 % (policy)"]),
    pytest.param("ar", "سأتصل بك بعد ساعتين.", ["None: 2 hour calendar (promise)"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), _SENTENCES)
def test_a_sentence_in_arabic_states_what_it_should(language: str, text: str, expected: list[str]) -> None:
    assert told(text, language=language) == expected
