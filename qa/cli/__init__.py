"""The `qa` command: one file per subcommand, imported when it is used."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import click

from qa import __version__
from qa.errors import QaError


class _FileGroup(click.Group):
    """A group whose subcommands are the files of this folder; `import_.py` is `qa import`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = (found.name for found in pkgutil.iter_modules(__path__))
        return sorted(name.strip("_").replace("_", "-") for name in names if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        name = cmd_name.replace("-", "_")
        suffix = "_" if name in ("import",) else ""
        loaded = importlib.import_module(f"qa.cli.{name}{suffix}")
        command = loaded.command
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_FileGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="qa")
def group() -> None:
    """Keep the quality of customer-support conversations.

    Exit status: 0 fine, 1 the answer is no (something failed or is wrong), 2 misuse.
    """


def main() -> None:
    """Run the command; an error of ours is one line on stderr and exit status 1."""
    try:
        group(prog_name="qa")
    except QaError as error:
        click.echo(f"qa: {error}", err=True)
        sys.exit(1)
