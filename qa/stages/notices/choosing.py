"""Which notices a person wants by e-mail, and when."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from qa.errors import NoticeError
from qa.notices.kinds import KINDS, MailWay, kind_named, kinds_for
from qa.store import tables


def choices_of(session: Session, user_id: int) -> Mapping[str, MailWay]:
    """Return by kind when it comes to a person by e-mail; kinds that are not known are as `way_of` says."""
    choice = tables.NoticeChoice
    chosen = session.execute(select(choice.kind, choice.way).where(choice.user_id == user_id))
    return {kind.name: kind.default for kind in KINDS.values()} | {kind: MailWay(way) for kind, way in chosen}


def way_of(choices: Mapping[str, MailWay], kind: str) -> MailWay:
    """Return when a kind comes by e-mail, also one that no words are known for."""
    return choices.get(kind, kind_named(kind).default)


def choose(session: Session, user_id: int, *, role: str, wanted: Mapping[str, str]) -> None:
    """Keep what a person wants; kinds that `wanted` leaves out stay at their default.

    Raises NoticeError for a kind that is not for the role or a way it cannot come by.
    """
    known = {kind.name: kind for kind in kinds_for(role)}
    kept: list[tables.NoticeChoice] = []
    for name, way in wanted.items():
        kind = known.get(name)
        if kind is None:
            raise NoticeError(
                "There is no kind of notice “%(name)s” for you. Known: %(known)s.",
                name=name,
                known=", ".join(sorted(known)),
            )
        if way not in {one.value for one in kind.ways}:
            ways = ", ".join(one.value for one in kind.ways)
            raise NoticeError(
                "Notices of kind “%(name)s” cannot come “%(way)s”. Known: %(ways)s.", name=name, way=way, ways=ways
            )
        if way != kind.default.value:
            kept.append(tables.NoticeChoice(user_id=user_id, kind=name, way=way))
    session.execute(delete(tables.NoticeChoice).where(tables.NoticeChoice.user_id == user_id))
    session.add_all(kept)
    session.flush()
