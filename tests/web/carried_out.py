"""Does what a worker does with the trials of rubrics that were asked for on the page."""

from __future__ import annotations

from qa import registry
from qa.settings import Settings
from qa.stages.rubrics.trials import due_trials
from qa.stages.rubrics.trying import Trying
from tests.shop import NOW
from tests.web.opened import Opened


def carry_out(page: Opened) -> int:
    """Carry out every trial that is due, with the real checks; return how many there were."""
    reader = registry.reader()(Settings.from_environment({}))
    extensions = page.app.extensions
    trying = Trying(
        extensions["plumbline.settings"],
        reading=extensions["plumbline.reading"],
        writing=extensions["plumbline.writing"],
        reader=lambda: reader,
    )
    with page.session() as session:
        due = list(due_trials(session, limit=9))
    for trial_id in due:
        for number in range(trying.plan(trial_id, now=NOW)):
            trying.try_part(trial_id, number)
        trying.finish(trial_id, now=NOW)
    reader.close()
    return len(due)
