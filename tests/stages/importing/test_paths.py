"""Files and folders are imported in batches; what is wrong is reported and the rest goes on."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from qa.errors import BadRecordError
from qa.ports import ImportOptions
from qa.settings import Settings
from qa.stages.importing import BatchCount, ImportCount, ImportProgress, import_paths, plan_import
from qa.store import tables
from qa.store.session import Sessions, open_database, sessions_of
from tests.importers.reading import write
from tests.importers.sounds import write_wave

MAIL = "From: jan@example.com\nTo: pomoc@acme.example\nMessage-ID: <{0}@x>\nReferences: <1@x>\n\nHej {0}\n"


class Report:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.left_out: list[str] = []
        self.steps: list[ImportProgress] = []

    def progress(self, progress: ImportProgress) -> None:
        """Keep how far it is."""
        self.steps.append(progress)

    def problem(self, error: BadRecordError) -> None:
        """Keep a problem."""
        self.problems.append(str(error))

    def skipped(self, file: str) -> None:
        """Keep the name of a file nobody reads."""
        self.left_out.append(file)


class Import:
    """Imports into a database of its own."""

    def __init__(self, sessions: Sessions, settings: Settings) -> None:
        self.sessions, self._settings, self.report = sessions, settings, Report()

    def __call__(self, *paths: Path, besides: tuple[Path, ...] = ()) -> ImportCount:
        options = ImportOptions(mail_domains=("acme.example",))
        return import_paths(
            self.sessions, paths, options=options, settings=self._settings, report=self.report, besides=besides
        )

    def ids(self) -> list[str]:
        """Return the ids of all conversations, in order."""
        with self.sessions() as session:
            return sorted(session.scalars(select(tables.Conversation.external_id)))


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Import]:
    settings = Settings.from_environment({"QA_HOME": str(tmp_path / "home")})
    engine = open_database(settings.database_url)
    tables.Base.metadata.create_all(engine)
    yield Import(sessions_of(engine, is_writing=True), settings)
    engine.dispose()


def line(id: str, text: str = "Hej") -> str:
    """Write a conversation of one message as a line."""
    return json.dumps({"id": id, "channel": "chat", "messages": [{"role": "customer", "text": text}]}) + "\n"


def test_a_folder_of_all_kinds_of_files_is_imported(run: Import, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(folder / "chats.jsonl", line("chat"))
    write(folder / "table.csv", "id,agent,time,text\nrow,anna,,Hej\n")
    write(folder / "mail" / "1.eml", MAIL.format(1))
    write(folder / "mail" / "2.eml", MAIL.format(2))
    write_wave(folder / "calls" / "call.wav")
    write(folder / "calls" / "call.json", "{}")
    write(folder / "calls" / "calls.csv", "id,agent,time,file\ntold,anna,,call.wav\n")
    write(folder / "README.txt", "Hej")
    write(folder / ".hidden.jsonl", "{")
    orders = write(folder / "orders.jsonl", '{"id": "1"}')
    assert run(folder, besides=(orders,)) == ImportCount(BatchCount(new=4, messages=4), skipped=1)
    assert run.ids() == ["1@x", "chat", "row", "told"]
    assert (run.report.problems, run.report.left_out) == ([], [str(folder / "README.txt")])


def test_mails_named_one_by_one_are_one_thread(run: Import, tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{number}.eml", MAIL.format(number)) for number in (1, 2)]
    assert run(*paths).stored == BatchCount(new=1, messages=2)


def test_a_second_import_changes_nothing(run: Import, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", line("1") + line("2"))
    run(path)
    assert run(path).stored == BatchCount(unchanged=2)


def test_an_id_that_comes_twice_in_a_file_is_one_conversation(run: Import, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", line("1", "first") + line("1", "second"))
    assert run(path).stored == BatchCount(new=1, repeated=1, messages=1)
    with run.sessions() as session:
        assert session.scalars(select(tables.Message.text)).all() == ["second"]


def test_what_cannot_be_read_is_reported_and_the_rest_imported(run: Import, tmp_path: Path) -> None:
    good = write(tmp_path / "good.jsonl", line("1"))
    unreadable = tmp_path / "memory.jsonl"
    unreadable.symlink_to("/proc/self/mem")
    unknown, missing = write(tmp_path / "a.docx", "x"), tmp_path / "none.jsonl"
    count = run(missing, unknown, unreadable, good)
    assert (count.stored.new, count.bad) == (1, 3)
    assert run.report.problems[0] == f"{missing}:1: there is no such file or folder."
    assert run.report.problems[1].startswith(f"{unknown}:1: no importer reads files ending in '.docx'.")
    assert run.report.problems[2] == f"{unreadable}:1: the file cannot be read: Input/output error."


def test_an_import_that_breaks_off_has_stored_whole_batches(
    run: Import, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.stages.importing.paths._BATCH_CONVERSATIONS", 2)
    path = write(tmp_path / "a.jsonl", "".join(line(str(number)) for number in range(5)))
    monkeypatch.setattr(run.report, "progress", _break_off)
    with pytest.raises(KeyboardInterrupt):
        run(path)
    assert run.ids() == ["0", "1"]
    monkeypatch.undo()
    assert run(path).stored == BatchCount(new=3, unchanged=2, messages=3)


def _break_off(progress: ImportProgress) -> None:
    raise KeyboardInterrupt


def test_progress_ends_at_all_bytes(run: Import, tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.jsonl", line("1")), write(tmp_path / "b.jsonl", line("2"))
    run(first, second)
    last = run.report.steps[-1]
    assert last.done_bytes == last.total_bytes == first.stat().st_size + second.stat().st_size
    assert last.count.conversations == 2


def test_a_file_of_many_lines_stays_within_memory(run: Import, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("w") as file:
        file.writelines(line(f"z-{number}") for number in range(30_000))
    tracemalloc.start()
    count = run(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    with run.sessions() as session:
        assert session.scalar(select(func.count(tables.Message.id))) == count.stored.new == 30_000
    assert peak < 48 << 20


def test_a_table_of_sounds_belongs_to_the_recordings(tmp_path: Path) -> None:
    write_wave(tmp_path / "a.wav")
    write(tmp_path / "calls.csv", "id,agent,time,file\n1,anna,,a.wav\n")
    write(tmp_path / "chats.csv", "id,agent,time,text\n1,anna,,Hej\n")
    units = {unit.importer: [path.name for path in unit.paths] for unit in plan_import([tmp_path]).units}
    assert units == {"recordings": ["a.wav", "calls.csv"], "table_csv": ["chats.csv"]}
