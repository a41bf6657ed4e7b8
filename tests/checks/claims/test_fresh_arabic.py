"""Sentences in Arabic whose meaning was written down before they were first read."""

from __future__ import annotations

import pytest

from tests.checks.claims.told import told

_SENTENCES = [
    pytest.param("لديك ثلاثون يوماً لإعادة المنتج.", ["return.period: 30 day calendar (policy)"]),
    pytest.param(
        "يمكنك استبدال الحذاء أو إرجاعه خلال شهر من استلامه.",
        ["return.period: at_most 1 month calendar (policy) from goods_received"],
    ),
    pytest.param("نعيد المبلغ إلى حسابك خلال عشرة أيام عمل.", ["refund.time: at_most 10 day working (policy)"]),
    pytest.param("استرداد الأموال يستغرق من خمسة إلى سبعة أيام.", ["refund.time: 5-7 day calendar (policy)"]),
    pytest.param("سيُعاد المبلغ في غضون يومي عمل.", ["refund.time: at_most 2 day working (promise)"]),
    pytest.param(
        "نشحن الطلب في غضون ٤٨ ساعة من الدفع.", ["dispatch.time: at_most 48 hour calendar (policy) from order_placed"]
    ),
    pytest.param("يتم تجهيز الطلبات للشحن خلال يوم عمل واحد.", ["dispatch.time: at_most 1 day working (policy)"]),
    pytest.param("مدة التوصيل من ٣ - ٦ أيام عمل.", ["delivery.time: 3-6 day working (policy)"]),
    pytest.param("تصلك الشحنة خلال أسبوع كحد أقصى.", ["delivery.time: at_most 7 day calendar (policy)"]),
    pytest.param("لا تتجاوز مدة الرد على الشكوى عشرة أيام.", ["complaint.reply: at_most 10 day calendar (policy)"]),
    pytest.param("ضمان المصنع ثلاث سنوات.", ["guarantee.period: 3 year calendar (policy)"]),
    pytest.param("يشمل الضمان ١٨ شهراً.", ["guarantee.period: 18 month calendar (policy)"]),
    pytest.param(
        "لك حق العدول عن الشراء خلال سبعة أيام من تاريخ الاستلام.",
        ["withdrawal.period: at_most 7 day calendar (policy) from goods_received"],
    ),
    pytest.param("رسوم الشحن ثلاثون ريالاً.", ["shipping.price: 30 SAR (policy)"]),
    pytest.param("الشحن مجاني إذا تجاوزت قيمة الطلب ٣٠٠ ريال.", ["shipping.free_from: at_least 300 SAR (policy)"]),
    pytest.param("تكلفة الإرجاع ٢٠ ريالاً.", ["return.cost: 20 SAR (policy)"]),
    pytest.param("الإرجاع مجاني.", ["return.cost: 0 None (policy)"]),
    pytest.param("سنعيد إليك ٢٤٩٫٥٠ ريالاً.", ["refund.amount: 249.50 SAR (promise)"]),
    pytest.param("إجمالي الطلب ١٬٢٥٠ ريالاً.", ["order.total: 1250 SAR (policy)"]),
    pytest.param("سعر الساعة ٣٩٩ درهماً.", ["product.price: 399 AED (policy)"]),
    pytest.param("قيمة القسيمة مئة ريال.", ["coupon.value: 100 SAR (policy)"]),
    pytest.param("الكود يمنحك خصماً بنسبة ١٥٪.", ["coupon.value: 15 % (policy)"]),
    pytest.param("تم شحن طلبك أمس.", ["order.status: 2026-05-11 shipped (report_past)"]),
    pytest.param("شحنّا الطلب قبل يومين.", ["order.status: 2026-05-10 shipped (report_past)"]),
    pytest.param("تم توصيل الطلب يوم السبت ٩ مايو.", ["order.status: 2026-05-09 delivered (report_past)"]),
    pytest.param("تم استلام المرتجع في ٧ مايو.", ["order.status: 2026-05-07 returned (report_past)"]),
    pytest.param("أعدنا المبلغ إلى بطاقتك يوم ٨ مايو.", ["order.status: 2026-05-08 refunded (report_past)"]),
    pytest.param("الطلب في الطريق إليك.", ["order.status: shipped (report_past)"]),
    pytest.param("خرجت الشحنة مع المندوب اليوم.", ["order.status: 2026-05-12 out_for_delivery (report_past)"]),
    pytest.param("لم نستلم المرتجع بعد.", []),
    pytest.param("ستصل الشحنة يوم الأربعاء ١٤ مايو.", ["delivery.date: 2026-05-14 but of another weekday (promise)"]),
    pytest.param("سيصلك الطلب بعد غد.", ["delivery.date: 2026-05-14 (promise)"]),
    pytest.param("هل تريد إرجاع المنتج خلال ١٤ يوماً؟", ["return.period: at_most 14 day calendar (question)"]),
    pytest.param("قلت إن المتجر وعدك بيومين.", ["None: 2 day calendar (quoted)"]),
    pytest.param("إذا كان المنتج مستعملاً فلا يمكن إرجاعه خلال ١٤ يوماً.", []),
    pytest.param("المدة ليست سبعة أيام بل أربعة عشر يوماً.", ["None: 14 day calendar (policy)"]),
    pytest.param("لا يقل الضمان عن سنة.", ["guarantee.period: at_least 1 year calendar (policy)"]),
    pytest.param("قد يستغرق البنك ثلاثة أيام إضافية.", ["None: 3 day calendar (policy)"]),
    pytest.param("تأخر التوصيل أربعة أيام.", ["None: 4 day calendar (report_past)"]),
    pytest.param("إن رغبت في الإرجاع فلديك خمسة عشر يوماً.", ["return.period: 15 day calendar (policy)"]),
    pytest.param(
        "التوصيل بـ ١٥ ريال والشحن السريع بـ ٣٥ ريال.",
        ["shipping.price: 15 SAR (policy)", "shipping.price: 35 SAR (policy)"],
    ),
    pytest.param("تم إلغاء طلبك اليوم.", ["order.status: 2026-05-12 cancelled (report_past)"]),
    pytest.param("ينتهي العرض في ٣١ مايو.", ["None: 2026-05-31 (policy)"]),
    pytest.param("التوصيل خلال يوم إلى ثلاثة أيام.", ["delivery.time: 1-3 day calendar (policy)"]),
    pytest.param("شهران مدة كافية لاستخدام القسيمة.", ["None: 2 month calendar (policy)"]),
    pytest.param("لديك أسبوع ونصف للإرجاع.", ["return.period: 10.5 day calendar (policy)"]),
    pytest.param(
        "مهلة الاسترجاع أسبوعان من يوم الاستلام.", ["return.period: 14 day calendar (policy) from goods_received"]
    ),
    pytest.param("نحتاج إلى ٣ أيام عمل لتجهيز طلبك.", ["dispatch.time: 3 day working (policy)"]),
    pytest.param("يصلك المبلغ في حسابك بعد خمسة أيام عمل على الأكثر.", ["refund.time: at_most 5 day working (policy)"]),
    pytest.param("يستغرق الرد على شكواك أسبوعاً.", ["complaint.reply: 7 day calendar (policy)"]),
    pytest.param("الضمان عام كامل.", ["guarantee.period: 1 year calendar (policy)"]),
    pytest.param("الشحن لا يكلفك شيئاً.", ["shipping.price: 0 None (policy)"]),
    pytest.param(
        "التوصيل مجاني للمشتريات التي تبلغ ٢٥٠ ريالاً فأكثر.", ["shipping.free_from: at_least 250 SAR (policy)"]
    ),
    pytest.param("ندفع نحن تكلفة الإرجاع البالغة ١٨ ريالاً.", ["return.cost: 18 SAR (policy)"]),
    pytest.param("سعر الحقيبة مئتان وخمسون ريالاً.", ["product.price: 250 SAR (policy)"]),
    pytest.param("نمنحك قسيمة بقيمة ٧٥ ريالاً.", ["coupon.value: 75 SAR (policy)"]),
    pytest.param("خصم عشرون بالمئة على مشترياتك القادمة.", ["coupon.value: 20 % (policy)"]),
    pytest.param("استلمت طلبك يوم الجمعة ٨ مايو.", ["order.status: 2026-05-08 delivered (report_past)"]),
    pytest.param("تمت إعادة المبلغ أمس.", ["order.status: 2026-05-11 refunded (report_past)"]),
    pytest.param("وصل المرتجع إلى مستودعنا في ٦ مايو.", ["order.status: 2026-05-06 returned (report_past)"]),
    pytest.param("طلبك قيد التوصيل اليوم.", ["order.status: 2026-05-12 out_for_delivery (report_past)"]),
    pytest.param("لن نتجاوز ثلاثة أيام في شحن الطلب.", ["dispatch.time: at_most 3 day calendar (promise)"]),
    pytest.param("متى تنتهي مهلة السبعة أيام؟", ["None: 7 day calendar (question)"]),
    pytest.param("ذكرت في رسالتك أنك دفعت ١٢٠ ريالاً.", ["order.total: 120 SAR (quoted)"]),
    pytest.param(
        "يمكنك إعادة المنتج خلال ٣٠ يوماً من تاريخ التسليم.",
        ["return.period: at_most 30 day calendar (policy) from goods_received"],
    ),
    pytest.param("يستغرق رد المبلغ من ٣ إلى ٥ أيام عمل.", ["refund.time: 3-5 day working (policy)"]),
    pytest.param("سنرد على شكواك خلال ثلاثة أيام عمل.", ["complaint.reply: at_most 3 day working (promise)"]),
    pytest.param(
        "يتم شحن الطلبات خلال ٢٤ ساعة ويستغرق التوصيل يومين.",
        ["dispatch.time: at_most 24 hour calendar (policy)", "delivery.time: 2 day calendar (policy)"],
    ),
    pytest.param("موعد التسليم الجديد هو الثلاثاء ١٩ مايو.", ["delivery.date: 2026-05-19 (policy)"]),
    pytest.param("تكلفة التوصيل السريع ٤٥ ريالاً.", ["shipping.price: 45 SAR (policy)"]),
    pytest.param(
        "التوصيل مجاني لجميع الطلبات التي تزيد على ٢٠٠ ريال.", ["shipping.free_from: at_least 200 SAR (policy)"]
    ),
    pytest.param("رسوم إرجاع المنتج ١٥ ريالاً.", ["return.cost: 15 SAR (policy)"]),
    pytest.param("الجهاز عليه ضمان لمدة سنتين.", ["guarantee.period: 2 year calendar (policy)"]),
    pytest.param("يمكنني أن أقدم لك خصماً بقيمة ١٠٪ على طلبك القادم.", ["coupon.value: 10 % (policy)"]),
    pytest.param(
        "تم رد مبلغ ١٢٠ ريالاً إلى بطاقتك اليوم.",
        ["order.status: 2026-05-12 refunded (report_past)", "refund.amount: 120 SAR (report_past)"],
    ),
    pytest.param("تم تسليم الطرد إلى شركة الشحن أمس.", ["order.status: 2026-05-11 shipped (report_past)"]),
    pytest.param("أفهم أنك تنتظر استرداد المبلغ منذ أسبوعين.", []),
    pytest.param("إذا رغبت في إلغاء الشراء فأمامك سبعة أيام.", ["withdrawal.period: 7 day calendar (policy)"]),
    pytest.param("نعمل من الأحد إلى الخميس من ٩ صباحاً حتى ٥ مساءً.", []),
    pytest.param("هل تم توصيل الطلب يوم الخميس؟", ["delivery.date: 2026-05-07 (question)"]),
    pytest.param(
        "لديك ٣٠ يوماً من تاريخ الاستلام لإرجاع الحذاء.", ["return.period: 30 day calendar (policy) from goods_received"]
    ),
    pytest.param(
        "سيصل المبلغ إلى حسابك خلال سبعة أيام عمل كحد أقصى.", ["refund.time: at_most 7 day working (promise)"]
    ),
    pytest.param(
        "يتم الرد على كل شكوى خلال أسبوعين من استلامها.",
        ["complaint.reply: at_most 14 day calendar (policy) from complaint_received"],
    ),
    pytest.param("سنشحن الطلب اليوم ويصلك خلال يومين.", ["delivery.time: at_most 2 day calendar (policy)"]),
    pytest.param(
        "يحق لك العدول عن العقد خلال أربعة عشر يوماً من التسليم.",
        ["withdrawal.period: at_most 14 day calendar (policy) from goods_received"],
    ),
    pytest.param("رسوم التوصيل إلى المنزل ٢٨ ريالاً.", ["shipping.price: 28 SAR (policy)"]),
    pytest.param("الشحن مجاني عند الشراء بأكثر من ١٥٠ ريالاً.", ["shipping.free_from: at_least 150 SAR (policy)"]),
    pytest.param("ضمان الحاسوب ٣٦ شهراً.", ["guarantee.period: 36 month calendar (policy)"]),
    pytest.param("سيصل الطرد يوم الاثنين ١٨ مايو.", ["delivery.date: 2026-05-18 (promise)"]),
    pytest.param("تم استرداد المبلغ في ٦ مايو.", ["order.status: 2026-05-06 refunded (report_past)"]),
    pytest.param("تم توصيل الشحنة يوم السبت.", ["order.status: 2026-05-09 delivered (report_past)"]),
    pytest.param("سأضيف لك قسيمة بقيمة ٣٠ ريالاً اعتذاراً.", ["coupon.value: 30 SAR (promise)"]),
    pytest.param("لا أستطيع أن أعدك بالتوصيل خلال يومين.", []),
    pytest.param("كتبت أنك تنتظر المبلغ منذ ثلاثة أسابيع.", []),
    pytest.param("إجمالي طلبك ١٨٩٫٩٩ ريالاً.", ["order.total: 189.99 SAR (policy)"]),
    pytest.param(
        "إذا لم يناسبك المقاس يمكنك استبدال الحذاء خلال ٣٠ يوماً من الشراء.",
        ["return.period: at_most 30 day calendar (policy) from order_placed"],
    ),
    pytest.param(
        "سنحول ٤٥ ريالاً إلى حسابك خلال ثلاثة أيام عمل.",
        ["refund.amount: 45 SAR (promise)", "refund.time: at_most 3 day working (promise)"],
    ),
    pytest.param(
        "ستتم دراسة الشكوى خلال ١٤ يوماً من تقديمها.",
        ["complaint.reply: at_most 14 day calendar (promise) from complaint_received"],
    ),
    pytest.param(
        "تخرج الطلبات من مستودعنا خلال يوم عمل واحد من الدفع.",
        ["dispatch.time: at_most 1 day working (policy) from order_placed"],
    ),
    pytest.param("يحتاج المندوب إلى يومي عمل في المتوسط.", ["delivery.time: 2 day working (policy)"]),
    pytest.param(
        "العدول عن الشراء ممكن خلال ١٤ يوماً من استلام المنتج.",
        ["withdrawal.period: at_most 14 day calendar (policy) from goods_received"],
    ),
    pytest.param("رسوم التوصيل خمسة عشر ريالاً.", ["shipping.price: 15 SAR (policy)"]),
    pytest.param("نشحن مجاناً الطلبات ابتداءً من ١٨٠ ريالاً.", ["shipping.free_from: at_least 180 SAR (policy)"]),
    pytest.param("تمنح الشركة المصنعة ضماناً لمدة اثني عشر شهراً.", ["guarantee.period: 12 month calendar (policy)"]),
    pytest.param("تاريخ التوصيل المتوقع هو ٢١ مايو.", ["delivery.date: 2026-05-21 (policy)"]),
    pytest.param("أعدنا إليك المبلغ في ٥ مايو.", ["order.status: 2026-05-05 refunded (report_past)"]),
    pytest.param("شحنتك في الطريق الآن.", ["order.status: shipped (report_past)"]),
    pytest.param("اعتذاراً منا لك خصم ١٥٪.", ["coupon.value: 15 % (policy)"]),
    pytest.param("المجموع شامل الشحن ٢١٤٫٥٠ ريالاً.", ["order.total: 214.50 SAR (policy)"]),
    pytest.param("إذن يستغرق الاسترداد ١٤ يوماً، صحيح؟", ["refund.time: 14 day calendar (question)"]),
]


@pytest.mark.parametrize(("text", "expected"), _SENTENCES)
def test_a_fresh_sentence_in_arabic_states_what_it_should(text: str, expected: list[str]) -> None:
    assert told(text, language="ar") == expected
