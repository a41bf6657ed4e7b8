"""Chooses who speaks, about what and when: one scene for each conversation made, the same for the same number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal

from bench.injected.locales import Locale, locale_of
from bench.injected.words import Forms, Limits, Plot, Wording

_MONDAYS = ("2026-05-11", "2026-05-18", "2026-06-15", "2026-06-22", "2026-07-06", "2026-07-13")
_STRIDE = 7
_AHEAD = {1: (3,), 2: (5,), 3: (4, 5)}
"""Days to a promised day from Tuesday, Wednesday and Thursday, so that it and the day before are working days."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The people, product, numbers and times of one conversation. `began` is a working day in working hours."""

    locale: Locale
    agent: Forms
    other_agent: Forms
    customer: Forms
    other_customer: Forms
    product: Forms
    number: int
    began: datetime

    @property
    def order(self) -> str:
        """The customer's order."""
        return str(41_000 + self.number * 37 % 50_000)

    @property
    def other_order(self) -> str:
        """An order of somebody else."""
        return str(41_000 + (self.number * 37 + 1_813) % 50_000)

    @property
    def tracking(self) -> str:
        """The number of the customer's parcel."""
        return f"62010{self.order}"

    @property
    def other_tracking(self) -> str:
        """The number of somebody else's parcel."""
        return f"62010{self.other_order}"

    @property
    def price(self) -> Decimal:
        """What the product costs."""
        return Decimal(self.product["price"])

    @property
    def shipping(self) -> Decimal:
        """What its delivery cost."""
        return Decimal("0.00") if self.price >= self.locale.free_from else self.locale.shipping

    @property
    def total(self) -> Decimal:
        """What the order cost."""
        return self.price + self.shipping

    @property
    def city(self) -> str:
        """Where the customer lives."""
        own = self.customer.forms.get("city")
        return own or self.locale.cities[self.number % len(self.locale.cities)]

    @property
    def promised_day(self) -> datetime:
        """A working day three to five days ahead."""
        choice = _AHEAD[self.began.weekday()]
        return self.began + timedelta(days=choice[self.number % len(choice)])


def set_scene(wording: Wording, plot: Plot, number: int, limits: Limits = Limits()) -> Scene:  # noqa: B008
    """Choose by a number; the genders are those of the conversation, else those the fault asks for."""
    locale = locale_of(wording.language)
    agents = _of_gender(wording.agents, plot.agent_gender, limits.agent_gender)
    customers = _of_gender(wording.customers, plot.customer_gender, limits.customer_gender)
    products = tuple(one for one in wording.products if not plot.products or one["nom"] in plot.products)
    agent, customer = agents[number % len(agents)], customers[number // 2 % len(customers)]
    others = [one for one in wording.agents if one["name"] != agent["name"]] or [agent]
    strangers = [one for one in wording.customers if one["name"] != customer["name"]] or [customer]
    monday = datetime.fromisoformat(_MONDAYS[number % len(_MONDAYS)]).date()
    day = monday + timedelta(days=1 + number // 5 % len(_AHEAD))
    return Scene(
        locale=locale,
        agent=agent,
        other_agent=others[number % len(others)],
        customer=customer,
        other_customer=strangers[number % len(strangers)],
        product=products[number // 3 % len(products)],
        number=number,
        began=datetime.combine(day, time(9, 5 + number * _STRIDE % 50), tzinfo=locale.zone),
    )


def _of_gender(people: tuple[Forms, ...], *wanted: str) -> tuple[Forms, ...]:
    genders = [one for one in wanted if one != "any"]
    found = tuple(one for one in people if not genders or one.gender == genders[0])
    return found or people
