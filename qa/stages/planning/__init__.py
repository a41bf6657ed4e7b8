"""Standing orders for samples: kept, drawn when a period is over, and shown with what became of each."""

from qa.stages.planning.drawing import CAUGHT_UP, draw_due, draw_last, draw_period
from qa.stages.planning.keeping import PlanOrder, save_plan, switch_plan
from qa.stages.planning.orders import read_order, write_order
from qa.stages.planning.reading import DrawLine, PlanLine, PlanPage, list_plans, read_plan

__all__ = [
    "CAUGHT_UP",
    "DrawLine",
    "PlanLine",
    "PlanOrder",
    "PlanPage",
    "draw_due",
    "draw_last",
    "draw_period",
    "list_plans",
    "read_order",
    "read_plan",
    "save_plan",
    "switch_plan",
    "write_order",
]
