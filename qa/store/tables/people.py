"""Who uses the tool and who is reviewed."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from sqlalchemy import Enum, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa.store.base import Base, Code, JsonObject, Moment, Name, PrimaryKey, reference

if TYPE_CHECKING:
    from qa.store.tables.conversations import Conversation


class UserRole(enum.Enum):
    """What a user may do. Each role's rights stand in `docs/roles.md`."""

    AGENT = "agent"
    REVIEWER = "reviewer"
    COACH = "coach"
    MANAGER = "manager"
    ADMIN = "admin"


class Team(Base):
    """A group of agents that is looked at together."""

    __tablename__ = "team"

    id: Mapped[PrimaryKey]
    name: Mapped[Name] = mapped_column(unique=True)

    agents: Mapped[list[Agent]] = relationship(back_populates="team")
    users: Mapped[list[User]] = relationship(back_populates="team")


class Agent(Base):
    """Somebody whose conversations are reviewed, as the source systems know them."""

    __tablename__ = "agent"

    id: Mapped[PrimaryKey]
    external_id: Mapped[Name] = mapped_column(unique=True, comment="Id in the source system")
    name: Mapped[Name | None]
    email: Mapped[Name | None]
    team_id: Mapped[int | None] = mapped_column(reference("team", cascade=False), index=True)

    team: Mapped[Team | None] = relationship(back_populates="agents")
    user: Mapped[User | None] = relationship(back_populates="agent")
    conversations: Mapped[list[Conversation]] = relationship(back_populates="agent")


class User(Base):
    """Somebody who signs in. A user with role AGENT is tied to the agent they are."""

    __tablename__ = "user_account"

    id: Mapped[PrimaryKey]
    email: Mapped[Name] = mapped_column(unique=True)
    name: Mapped[Name]
    password_hash: Mapped[str] = mapped_column(String(300), comment="argon2id")
    role: Mapped[UserRole] = mapped_column(
        Enum(UserRole, native_enum=False, length=16, values_callable=lambda roles: [r.value for r in roles])
    )
    language: Mapped[Code] = mapped_column(default="en", comment="Language of the page")
    is_active: Mapped[bool] = mapped_column(default=True)
    agent_id: Mapped[int | None] = mapped_column(reference("agent", cascade=False), unique=True)
    team_id: Mapped[int | None] = mapped_column(reference("team", cascade=False), index=True)
    session_version: Mapped[int] = mapped_column(default=1, comment="Raised to sign out everywhere")
    must_change_password: Mapped[bool] = mapped_column(
        default=False, server_default=false(), comment="Somebody else knows it: good for one sign-in"
    )

    agent: Mapped[Agent | None] = relationship(back_populates="user")
    team: Mapped[Team | None] = relationship(back_populates="users")


class AuditEvent(Base):
    """Who did or saw what, and when. Only ever added to."""

    __tablename__ = "audit_event"
    __table_args__ = (Index(None, "subject", "subject_id"), Index(None, "at"))

    id: Mapped[PrimaryKey]
    at: Mapped[Moment]
    user_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    action: Mapped[Code]
    subject: Mapped[Code] = mapped_column(comment="Table name of the thing")
    subject_id: Mapped[int | None]
    details: Mapped[JsonObject] = mapped_column(default=dict, comment="Never customer text")
