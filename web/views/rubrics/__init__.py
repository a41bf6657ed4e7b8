"""Rubrics: the versions people rate by, and the editor of the next one."""

from web.views.rubrics import drafting, publishing, reading, trying
from web.views.rubrics._blueprint import views

__all__ = ["drafting", "publishing", "reading", "trying", "views"]
