"""Links that let one person in once, without a password."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from qa.store.base import Base, Code, Moment, PrimaryKey, reference


class SignInLink(Base):
    """A link somebody was given. Only its hash is kept, so that nobody can sign in by reading the database."""

    __tablename__ = "sign_in_link"

    id: Mapped[PrimaryKey]
    user_id: Mapped[int] = mapped_column(reference("user_account"), index=True)
    token_hash: Mapped[Code] = mapped_column(unique=True, comment="SHA-256 of what the link holds")
    made_by_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    made_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]
