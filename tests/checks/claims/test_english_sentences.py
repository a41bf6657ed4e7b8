"""What sentences in English state, trap by trap."""

from __future__ import annotations

import pytest

from tests.checks.claims.told import told

_SENTENCES = [
    pytest.param("en", "You had 7 days to return it.", ["return.period: 7 day calendar (policy)"]),
    pytest.param(
        "en",
        "You can withdraw within 14 days of receiving the parcel.",
        ["withdrawal.period: at_most 14 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "en",
        "Delivery is 12.99 PLN; free from 199 PLN.",
        ["shipping.price: 12.99 PLN (policy)", "shipping.free_from: at_least 199 PLN (policy)"],
    ),
    pytest.param("en", "Delivery is always free.", ["shipping.price: 0 None (policy)"]),
    pytest.param("en", "It has already been delivered.", ["order.status: delivered (report_past)"]),
    pytest.param("en", "Parcel 6201 left the warehouse on 12 May.", ["order.status: 2026-05-12 shipped (report_past)"]),
    pytest.param(
        "en", "We'll reply to your complaint within 30 days.", ["complaint.reply: at_most 30 day calendar (promise)"]
    ),
    pytest.param(
        "en",
        "The refund will be on your account no later than 14 days after we receive your return.",
        ["refund.time: at_most 14 day calendar (promise) from goods_returned"],
    ),
    pytest.param(
        "en",
        "If you want to return it, you have 30 days from delivery.",
        ["return.period: 30 day calendar (policy) from goods_received"],
    ),
    pytest.param("en", "You wrote that you have been waiting for 10 days.", ["None: 10 day calendar (quoted)"]),
    pytest.param(
        "en",
        "We ship within 24h and delivery takes 2-4 working days.",
        ["dispatch.time: at_most 24 hour calendar (policy)", "delivery.time: 2-4 day working (policy)"],
    ),
    pytest.param("en", "The warranty is two and a half years.", ["guarantee.period: 2.5 year calendar (policy)"]),
    pytest.param("en", "Your order will arrive on Friday, 15 May 2026.", ["delivery.date: 2026-05-15 (promise)"]),
    pytest.param("en", "It will be there tomorrow, guaranteed.", []),
    pytest.param(
        "en",
        "We refunded €29.90 yesterday.",
        ["order.status: 2026-05-11 refunded (report_past)", "refund.amount: 29.90 EUR (report_past)"],
    ),
    pytest.param("en", "You may get 10% off with this code.", ["coupon.value: 10 % (policy)"]),
    pytest.param("en", "That's not 30 but 14 days.", ["None: 14 day calendar (policy)"]),
    pytest.param("en", "Returns are not accepted after 30 days.", []),
    pytest.param("en", "We do not have 24/7 support.", []),
    pytest.param(
        "en", "Your 30-day return window starts when you receive the item.", ["return.period: 30 day calendar (policy)"]
    ),
    pytest.param("en", "I may have three jackets of that size.", []),
    pytest.param(
        "en",
        "Refunds are processed within ten working days once the item is back with us.",
        ["refund.time: at_most 10 day working (policy) from goods_returned"],
    ),
    pytest.param(
        "en",
        "You've got 14 days from the day you receive your goods to change your mind.",
        ["withdrawal.period: 14 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "en",
        "Standard delivery costs £4.99 and is free over £50.",
        ["shipping.price: 4.99 GBP (policy)", "shipping.free_from: at_least 50 GBP (policy)"],
    ),
    pytest.param(
        "en",
        "It usually takes about a week for the money to reach your account.",
        ["refund.time: 7 day calendar (policy)"],
    ),
    pytest.param(
        "en", "Your parcel was handed to the carrier on Monday.", ["order.status: 2026-05-11 shipped (report_past)"]
    ),
    pytest.param(
        "en", "Please allow up to 48 hours for dispatch.", ["dispatch.time: at_most 48 hour calendar (policy)"]
    ),
    pytest.param(
        "en",
        "We don't offer next-day delivery; orders arrive in three to five days.",
        ["delivery.time: 3-5 day calendar (policy)"],
    ),
    pytest.param(
        "en",
        "The guarantee lasts 24 months from the date of purchase.",
        ["guarantee.period: 24 month calendar (policy) from order_placed"],
    ),
    pytest.param(
        "en",
        "Unfortunately the 14-day cancellation period ended on 3 May.",
        ["withdrawal.period: 14 day calendar (quoted)", "None: 2026-05-03 (policy)"],
    ),
    pytest.param("en", "I will call you back in 2 hours.", ["None: at_most 2 hour calendar (promise)"]),
    pytest.param("en", "Our shop is open 9 to 5, Monday to Friday.", []),
    pytest.param(
        "en",
        "You were told 30 days, however our policy is 14 days.",
        ["None: 30 day calendar (quoted)", "None: 14 day calendar (policy)"],
    ),
    pytest.param("en", "As soon as it has been shipped, you will get an email.", []),
    pytest.param("en", "Can you return it within 14 days?", ["return.period: at_most 14 day calendar (question)"]),
    pytest.param(
        "en",
        "Your order of $1,249.50 was cancelled on 05/10/2026.",
        ["order.total: 1249.50 USD (report_past)", "order.status: cancelled (report_past)"],
    ),
    pytest.param(
        "en", "A 20% discount applies to your next order, and 2 for 1 on socks.", ["coupon.value: 20 % (policy)"]
    ),
    pytest.param("en", "We'd need 5 photos and at least 3 days to check.", ["None: at_least 3 day calendar (policy)"]),
    pytest.param("en", "If the jacket is custom-made, you can't return it within 14 days.", []),
    pytest.param("en", "Both jackets weigh 2 kg and are 120 cm long.", []),
    pytest.param("en", "She's been with us for 12 years.", ["None: 12 year calendar (policy)"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), _SENTENCES)
def test_a_sentence_in_english_states_what_it_should(language: str, text: str, expected: list[str]) -> None:
    assert told(text, language=language) == expected
