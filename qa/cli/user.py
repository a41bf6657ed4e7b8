"""`qa user`: who may sign in."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from qa.cli._common import open_migrated, print_json, print_table
from qa.settings import Settings
from qa.stages import accounts, people_listing
from qa.stages.people_changes import record
from qa.stages.sign_in_links import drop_links
from qa.store.tables import UserRole

_ROLES = click.Choice([role.value for role in UserRole])


@click.group("user", short_help="Add and list the people who sign in.")
def command() -> None:
    """Add people, list them, change their passwords.

    Example: qa user add anna@acme.example --name "Anna Nowak" --role reviewer
    """


@command.command("add")
@click.argument("email")
@click.option("--name", required=True, help="As it is shown on the page.")
@click.option("--role", type=_ROLES, required=True, help="What they may do; see docs/roles.md.")
@click.option("--password", help="At least 10 characters; a random one is made and printed when it is not given.")
@click.option("--team", help="Made where it is not there.")
@click.option("--agent", help="For the role agent: the agent's id in the source system.")
@click.option("--language", default="en", show_default=True, help="Language of the page: en, pl, pt, ar or th.")
def add(email: str, **given: str | None) -> None:
    """Add somebody.

    Example: qa user add anna@acme.example --name "Anna Nowak" --role agent --agent a-7
    """
    password = given.pop("password") or accounts.new_password()
    new = accounts.NewUser(
        email=email,
        name=given["name"] or email,
        role=UserRole(given["role"]),
        password=password,
        language=given["language"] or "en",
        team=given["team"],
        agent=given["agent"],
    )
    with open_migrated(Settings.from_environment()).writing.begin() as session:
        user = accounts.add_user(session, new)
        record(session, user.id, "user.added", by=None, now=datetime.now(UTC), role=user.role.value)
    click.echo(f"Added {user.email} as {user.role.value}. Password: {password}")


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_(*, as_json: bool) -> None:
    """List everybody.

    Example: qa user list --json
    """
    with open_migrated(Settings.from_environment()).reading() as session:
        users = [
            {
                "email": user.email,
                "name": user.name,
                "role": user.role.value,
                "team": user.team.name if user.team else None,
                "agent": user.agent.external_id if user.agent else None,
                "language": user.language,
                "is_active": user.is_active,
            }
            for user in people_listing.list_users(session)
        ]
    if as_json:
        print_json(users)
    elif users:
        print_table(tuple(users[0]), [tuple(user.values()) for user in users])
    else:
        click.echo("Nobody yet. Add somebody with: qa user add EMAIL --name NAME --role manager")


@command.command("set-password")
@click.argument("email")
@click.option("--password", help="At least 10 characters; a random one is made and printed when it is not given.")
def set_password(email: str, *, password: str | None) -> None:
    """Change a password; the person is signed out everywhere.

    Example: qa user set-password anna@acme.example
    """
    chosen = password or accounts.new_password()
    with open_migrated(Settings.from_environment()).writing.begin() as session:
        user = accounts.set_password(session, email, chosen)
        drop_links(session, user.id)
        record(session, user.id, "user.password_changed", by=None, now=datetime.now(UTC))
    click.echo(f"Changed the password of {user.email} to: {chosen}")
