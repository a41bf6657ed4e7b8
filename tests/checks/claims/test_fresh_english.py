"""Sentences in English whose meaning was written down before they were first read."""

from __future__ import annotations

import pytest

from tests.checks.claims.told import told

_SENTENCES = [
    pytest.param(
        "Your refund should show up in your account in 3 to 5 working days.", ["refund.time: 3-5 day working (policy)"]
    ),
    pytest.param(
        "We aim to answer every complaint in under two weeks.", ["complaint.reply: at_most 14 day calendar (policy)"]
    ),
    pytest.param(
        "You're welcome to send the shoes back any time in the next sixty days.",
        ["return.period: at_most 60 day calendar (policy)"],
    ),
    pytest.param(
        "Exchanges are possible for a month after you receive the item.",
        ["return.period: 1 month calendar (policy) from goods_received"],
    ),
    pytest.param("The parcel went out the day before yesterday.", ["order.status: 2026-05-10 shipped (report_past)"]),
    pytest.param("Your order was dispatched on Thursday evening.", ["order.status: 2026-05-07 shipped (report_past)"]),
    pytest.param("We don't charge for returns.", ["return.cost: 0 None (policy)"]),
    pytest.param("Returns cost you nothing.", ["return.cost: 0 None (policy)"]),
    pytest.param("Spend £40 or more and shipping is free.", ["shipping.free_from: at_least 40 GBP (policy)"]),
    pytest.param("There's a flat fee of $5.95 for delivery.", ["shipping.price: 5.95 USD (policy)"]),
    pytest.param(
        "I've refunded the full $87.40 to your card.",
        ["order.status: refunded (report_past)", "refund.amount: 87.40 USD (report_past)"],
    ),
    pytest.param("You'll get back 45 euros and 20 cents.", ["refund.amount: 45.20 EUR (promise)"]),
    pytest.param("The total comes to €132.", ["order.total: 132 EUR (policy)"]),
    pytest.param("That lamp is €39.99 in our shop.", ["product.price: 39.99 EUR (policy)"]),
    pytest.param("Use code SPRING for fifteen percent off.", ["coupon.value: 15 % (policy)"]),
    pytest.param("The voucher is worth twenty pounds.", ["coupon.value: 20 GBP (policy)"]),
    pytest.param(
        "The manufacturer's warranty runs for eighteen months.", ["guarantee.period: 18 month calendar (policy)"]
    ),
    pytest.param(
        "We're liable for faulty goods for two years from delivery.",
        ["conformity.period: 2 year calendar (policy) from goods_received"],
    ),
    pytest.param("You have not 14 but 30 days to change your mind.", ["withdrawal.period: 30 day calendar (policy)"]),
    pytest.param("A refund won't take longer than ten days.", ["refund.time: at_most 10 day calendar (promise)"]),
    pytest.param("Delivery takes anywhere between two and four days.", ["delivery.time: 2-4 day calendar (policy)"]),
    pytest.param("Expect your parcel on Thursday 14 May.", ["delivery.date: 2026-05-14 (policy)"]),
    pytest.param(
        "The courier will come on Wednesday, May 14.",
        ["delivery.date: 2026-05-14 but of another weekday (promise)"],
    ),
    pytest.param("It'll be with you the day after tomorrow.", ["delivery.date: 2026-05-14 (promise)"]),
    pytest.param(
        "Did the shop promise you delivery in two days?", ["delivery.time: at_most 2 day calendar (question)"]
    ),
    pytest.param("You mention that the leaflet said 60 days.", ["None: 60 day calendar (quoted)"]),
    pytest.param(
        "If the item is faulty, we'll collect it within 3 days.", ["None: at_most 3 day calendar (conditional)"]
    ),
    pytest.param(
        "Should you wish to cancel, you have fourteen days from receipt.",
        ["withdrawal.period: 14 day calendar (policy) from goods_received"],
    ),
    pytest.param("We've cancelled the order at your request.", ["order.status: cancelled (report_past)"]),
    pytest.param("Your parcel is out for delivery today.", ["order.status: 2026-05-12 out_for_delivery (report_past)"]),
    pytest.param("The return reached our warehouse on 6 May.", ["order.status: 2026-05-06 returned (report_past)"]),
    pytest.param("Your payment has been received.", ["order.status: paid (report_past)"]),
    pytest.param("I can't see any delivery scan, so it has not been delivered.", []),
    pytest.param("We'll send it out in 1-2 business days.", ["dispatch.time: 1-2 day working (promise)"]),
    pytest.param(
        "Orders placed before noon leave our warehouse within one working day.",
        ["dispatch.time: at_most 1 day working (policy)"],
    ),
    pytest.param("You have half a year to use the gift card.", ["None: 0.5 year calendar (policy)"]),
    pytest.param("The invoice is due within 14 days.", ["None: at_most 14 day calendar (policy)"]),
    pytest.param("Your bank may need another five days.", ["None: 5 day calendar (policy)"]),
    pytest.param("For orders over $75 there's no delivery charge.", ["shipping.free_from: at_least 75 USD (policy)"]),
    pytest.param(
        "Standard shipping is €3.90 and express €8.90.",
        ["shipping.price: 3.90 EUR (policy)", "shipping.price: 8.90 EUR (policy)"],
    ),
    pytest.param(
        "We received your complaint on 4 May, so you'll hear from us by 18 May at the latest.",
        ["None: 2026-05-04 (report_past)", "None: 2026-05-18 (promise)"],
    ),
    pytest.param(
        "Please return the item no later than 30 days after delivery.",
        ["return.period: at_most 30 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "> You said 30 days\nOur returns window is 14 days.",
        ["None: 30 day calendar (quoted)", "return.period: 14 day calendar (policy)"],
    ),
    pytest.param(
        "Your order left us three days ago and should arrive within two working days.",
        ["order.status: 2026-05-09 shipped (report_past)", "delivery.time: at_most 2 day working (policy)"],
    ),
    pytest.param(
        "The price, £24.50, includes VAT at 20%.", ["product.price: 24.50 GBP (policy)", "None: 20 % (policy)"]
    ),
    pytest.param("We've been in business for fifteen years.", ["None: 15 year calendar (policy)"]),
    pytest.param("You can still cancel until 20 May 2026.", ["None: 2026-05-20 (policy)"]),
    pytest.param(
        "Once your parcel is back here, we need about four working days to return your money.",
        ["refund.time: 4 day working (policy) from goods_returned"],
    ),
    pytest.param("Our carriers need a maximum of six days.", ["delivery.time: at_most 6 day calendar (policy)"]),
    pytest.param("Everything we sell carries a three-year guarantee.", ["guarantee.period: 3 year calendar (policy)"]),
    pytest.param("You won't be charged a penny for delivery.", ["shipping.price: 0 None (promise)"]),
    pytest.param("Postage is six pounds fifty.", ["shipping.price: 6.50 GBP (policy)"]),
    pytest.param("Baskets above 80 euros ship free of charge.", ["shipping.free_from: at_least 80 EUR (policy)"]),
    pytest.param("A gift voucher worth €15 is attached.", ["coupon.value: 15 EUR (policy)"]),
    pytest.param("Take a further 5 per cent off with LOYAL5.", ["coupon.value: 5 % (policy)"]),
    pytest.param(
        "The courier collected your parcel from us on Friday.", ["order.status: 2026-05-08 shipped (report_past)"]
    ),
    pytest.param("Your money was sent back on 7 May.", ["order.status: 2026-05-07 refunded (report_past)"]),
    pytest.param(
        "It was signed for at reception on Saturday, 9 May.", ["order.status: 2026-05-09 delivered (report_past)"]
    ),
    pytest.param("How long is it, 14 or 30 days?", ["None: 14-30 day calendar (question)"]),
    pytest.param(
        "Your e-mail says you were promised delivery within a day.", ["delivery.time: at_most 1 day calendar (quoted)"]
    ),
    pytest.param(
        "Complaints are dealt with inside ten working days.", ["complaint.reply: at_most 10 day working (policy)"]
    ),
    pytest.param(
        "Unless the seal is broken, you may return it within 14 days.",
        ["return.period: at_most 14 day calendar (conditional)"],
    ),
    pytest.param("We're not talking about 7 days here, it's 14.", []),
    pytest.param("Delivery should be no later than Wednesday 20 May.", ["delivery.date: 2026-05-20 (policy)"]),
    pytest.param("It takes us a day and a half to pack an order.", ["dispatch.time: 1.5 day calendar (policy)"]),
    pytest.param(
        "We have refunded £20 of the £61.20 you paid.",
        [
            "order.status: refunded (report_past)",
            "refund.amount: 20 GBP (report_past)",
            "order.total: 61.20 GBP (report_past)",
        ],
    ),
    pytest.param(
        "You can return anything unworn within 30 days of delivery for a full refund.",
        ["return.period: at_most 30 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "Once we get the item back, refunds normally take three to five business days.",
        ["refund.time: 3-5 day working (policy) from goods_returned"],
    ),
    pytest.param(
        "We will look into your complaint and reply within fourteen days.",
        ["complaint.reply: at_most 14 day calendar (promise)"],
    ),
    pytest.param(
        "Orders are dispatched within 24 hours and usually arrive in 2 to 3 days.",
        ["dispatch.time: at_most 24 hour calendar (policy)", "delivery.time: 2-3 day calendar (policy)"],
    ),
    pytest.param("Your new delivery date is Tuesday 19 May.", ["delivery.date: 2026-05-19 (policy)"]),
    pytest.param("Express delivery costs $14.95.", ["shipping.price: 14.95 USD (policy)"]),
    pytest.param("Shipping is free on all orders over €59.", ["shipping.free_from: at_least 59 EUR (policy)"]),
    pytest.param(
        "Returns are free within the UK, but we deduct £3.50 for returns from abroad.",
        ["return.cost: 0 None (conditional)", "return.cost: 3.50 GBP (conditional)"],
    ),
    pytest.param("The kettle comes with a 2-year warranty.", ["guarantee.period: 2 year calendar (policy)"]),
    pytest.param("I can offer you a 15% discount on your next order.", ["coupon.value: 15 % (policy)"]),
    pytest.param(
        "I've issued a refund of £24.99 today.",
        ["order.status: 2026-05-12 refunded (report_past)", "refund.amount: 24.99 GBP (report_past)"],
    ),
    pytest.param(
        "If you cancel within 14 days, we refund the full amount.", ["None: at_most 14 day calendar (policy)"]
    ),
    pytest.param("The parcel was handed over to the courier this morning.", ["order.status: shipped (report_past)"]),
    pytest.param(
        "I understand you have been waiting for your refund for two weeks.", ["refund.time: 14 day calendar (quoted)"]
    ),
    pytest.param("Our customer service is open Monday to Friday, 8 am to 6 pm.", []),
    pytest.param("You were charged £12.50 for postage twice.", ["shipping.price: 12.50 GBP (report_past)"]),
    pytest.param(
        "You've 28 days from the delivery date to send the dress back.",
        ["return.period: 28 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "Your refund will reach you within ten business days.", ["refund.time: at_most 10 day working (promise)"]
    ),
    pytest.param(
        "A complaint is always answered within two weeks of receipt.",
        ["complaint.reply: at_most 14 day calendar (policy) from complaint_received"],
    ),
    pytest.param(
        "We'll post your order today and it should be with you in three days.",
        ["delivery.time: at_most 3 day calendar (policy)"],
    ),
    pytest.param(
        "You may withdraw from the contract for fourteen days after the goods arrive.",
        ["withdrawal.period: 14 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "Courier delivery comes to £6.20, or £3.10 to a pick-up point.",
        ["shipping.price: 6.20 GBP (policy)", "shipping.price: 3.10 GBP (policy)"],
    ),
    pytest.param("There's no postage to pay once you spend £35.", ["shipping.free_from: at_least 35 GBP (policy)"]),
    pytest.param("The laptop is guaranteed for 36 months.", ["guarantee.period: 36 month calendar (policy)"]),
    pytest.param("Your parcel is due on Monday 18 May.", ["delivery.date: 2026-05-18 (policy)"]),
    pytest.param("We sent your refund to your card on 6 May.", ["order.status: 2026-05-06 refunded (report_past)"]),
    pytest.param("The package was delivered on Saturday.", ["order.status: 2026-05-09 delivered (report_past)"]),
    pytest.param("I'm adding a £10 voucher as an apology.", ["coupon.value: 10 GBP (policy)"]),
    pytest.param("I can't promise it will arrive in two days.", []),
    pytest.param(
        "You wrote that you've been waiting three weeks for your money.", ["refund.time: 21 day calendar (quoted)"]
    ),
    pytest.param("Your order total was £189.99.", ["order.total: 189.99 GBP (report_past)"]),
    pytest.param(
        "If the size is wrong you can swap the shoes within 30 days of purchase.",
        ["return.period: at_most 30 day calendar (policy) from order_placed"],
    ),
    pytest.param(
        "We'll transfer £45 to your account in three working days.",
        ["refund.amount: 45 GBP (promise)", "refund.time: at_most 3 day working (promise)"],
    ),
    pytest.param(
        "Your complaint will be reviewed no later than 14 days after we received it.",
        ["complaint.reply: at_most 14 day calendar (promise) from complaint_received"],
    ),
    pytest.param(
        "Parcels go out every day, usually within one working day of payment.",
        ["dispatch.time: at_most 1 day working (policy) from order_placed"],
    ),
    pytest.param("The courier takes two working days on average.", ["delivery.time: 2 day working (policy)"]),
    pytest.param(
        "Withdrawal is possible up to 14 days after you get the goods.",
        ["withdrawal.period: at_most 14 day calendar (policy) from goods_received"],
    ),
    pytest.param("The delivery fee is €5.", ["shipping.price: 5 EUR (policy)"]),
    pytest.param("We ship orders from £42 free of charge.", ["shipping.free_from: at_least 42 GBP (policy)"]),
    pytest.param("The maker gives a twelve-month guarantee.", ["guarantee.period: 12 month calendar (policy)"]),
    pytest.param("The expected delivery date is 21 May.", ["delivery.date: 2026-05-21 (policy)"]),
    pytest.param("We returned the money to you on 5 May.", ["order.status: 2026-05-05 refunded (report_past)"]),
    pytest.param("Your package is currently in transit.", ["order.status: shipped (report_past)"]),
    pytest.param("To say sorry, here's 15% off.", ["coupon.value: 15 % (policy)"]),
    pytest.param("Including shipping it comes to £214.50.", ["order.total: 214.50 GBP (policy)"]),
    pytest.param("So the refund takes 14 days, right?", ["refund.time: 14 day calendar (question)"]),
]


@pytest.mark.parametrize(("text", "expected"), _SENTENCES)
def test_a_fresh_sentence_in_english_states_what_it_should(text: str, expected: list[str]) -> None:
    assert told(text, language="en") == expected
