"""Whom outside we tell of what happened, and how each telling went."""

from __future__ import annotations

import enum

from sqlalchemy import Enum, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa.store.base import Base, Code, JsonList, LongText, Moment, Name, PrimaryKey, reference


class DeliveryStatus(enum.Enum):
    """A delivery WAITS for its next try until it is DELIVERED, or FAILED for good."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


class Webhook(Base):
    """An address that is told of events of the chosen kinds, signed with its secret."""

    __tablename__ = "webhook"

    id: Mapped[PrimaryKey]
    url: Mapped[LongText]
    secret: Mapped[Name] = mapped_column(comment="whsec_ and base64, as Standard Webhooks writes it")
    old_secret: Mapped[Name | None] = mapped_column(comment="Signs too, until old_secret_until")
    old_secret_until: Mapped[Moment | None]
    kinds: Mapped[JsonList] = mapped_column(comment="Kinds of notices; empty for all")
    is_active: Mapped[bool] = mapped_column(default=True)
    created_by_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    created_at: Mapped[Moment]
    failing_since: Mapped[Moment | None] = mapped_column(comment="First failure since the last success")
    stopped_at: Mapped[Moment | None] = mapped_column(comment="Switched off because it kept failing")

    deliveries: Mapped[list[WebhookDelivery]] = relationship(
        back_populates="webhook", order_by="WebhookDelivery.id.desc()", passive_deletes=True
    )


class WebhookDelivery(Base):
    """One event on its way to one webhook."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (UniqueConstraint("webhook_id", "event_id"), Index(None, "status", "next_try_at"))

    id: Mapped[PrimaryKey]
    webhook_id: Mapped[int] = mapped_column(reference("webhook"))
    event_id: Mapped[Code] = mapped_column(comment="The same for every webhook and every try")
    kind: Mapped[Code]
    subject: Mapped[Code]
    subject_id: Mapped[int]
    occurred_at: Mapped[Moment]
    status: Mapped[DeliveryStatus] = mapped_column(
        Enum(DeliveryStatus, native_enum=False, length=16, values_callable=lambda all_: [s.value for s in all_])
    )
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[Moment | None]
    tried_at: Mapped[Moment | None]
    response_status: Mapped[int | None] = mapped_column(comment="HTTP status of the last answer")
    problem: Mapped[Name | None] = mapped_column(comment="Why the last try failed")

    webhook: Mapped[Webhook] = relationship(back_populates="deliveries")
