"""Write docs/commands.md from what the commands say of themselves; --check only tells whether it is up to date."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from qa.cli import group

PAGE = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
HEAD = """# Commands

Written by `scripts/document_commands.py` from `--help`; change the command, not this page.
Exit status of every command: 0 fine, 1 the answer is no, 2 misuse.
"""


def main() -> int:
    page = HEAD + "".join(_sections(group, click.Context(group, info_name="qa", terminal_width=100)))
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(page, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page:
        return 0
    print("docs/commands.md is out of date: run python scripts/document_commands.py")
    return 1


def _sections(command: click.Command, context: click.Context) -> Iterator[str]:
    depth = "#" * (context.command_path.count(" ") + 2)
    title = f"\n{depth} {context.command_path}\n\n"
    body = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    yield f"{title}```text\n{body}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None and not child.hidden:
                yield from _sections(child, click.Context(child, info_name=name, parent=context, terminal_width=100))


if __name__ == "__main__":
    sys.exit(main())
