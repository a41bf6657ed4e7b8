"""How a fact is called where it is counted: by its topic, since ids are for those who keep the facts file."""

from __future__ import annotations

from collections.abc import Mapping

from flask import g

from qa.stages.materials import facts_in_force
from web.names import topic_name
from web.sessions import db


def fact_name(fact_id: str) -> str:
    """Name a fact by its topic; one of no topic that is in force keeps its id.

    Terms that ship with the checks are no facts of the shop's; their ids begin with their topic.
    """
    known = _topics()
    topic = known.get(fact_id) or next(
        (one for one in sorted(set(known.values())) if fact_id.startswith(one.replace(".", "-"))), None
    )
    return topic_name(topic) if topic else fact_id


def _topics() -> Mapping[str, str]:
    """Return the topics of the facts in force, read once a request."""
    if "fact_topics" not in g:
        g.fact_topics = {fact.id: fact.topic for fact in facts_in_force(db()).facts}
    topics: Mapping[str, str] = g.fact_topics
    return topics
