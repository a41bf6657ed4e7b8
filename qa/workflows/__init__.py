"""The durable workflows that run what is due, on a queue that survives `kill -9`.

The state of each conversation in the database says what is due. A dispatcher in every
worker turns that into workflows; a workflow carries numbers only, never anybody's text.
A killed process's workflows are taken over by the next worker that looks.
"""

from qa.workflows.importing import run_import
from qa.workflows.member import Member
from qa.workflows.worker import WorkerProcess

__all__ = ["Member", "WorkerProcess", "run_import"]
