"""Brings conversations, orders and saved replies into the database, each once."""

from qa.stages.importing.batch import store_batch
from qa.stages.importing.counts import BatchCount, ImportCount, ImportProgress, ImportReport
from qa.stages.importing.paths import import_paths, import_unit
from qa.stages.importing.plan import ImportPlan, ImportUnit, plan_import
from qa.stages.importing.records import RecordCount, store_facts, store_orders, store_templates

__all__ = [
    "BatchCount",
    "ImportCount",
    "ImportPlan",
    "ImportProgress",
    "ImportReport",
    "ImportUnit",
    "RecordCount",
    "import_paths",
    "import_unit",
    "plan_import",
    "store_batch",
    "store_facts",
    "store_orders",
    "store_templates",
]
