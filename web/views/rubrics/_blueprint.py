"""The blueprint that all pages of rubrics belong to, with the words only they use."""

from __future__ import annotations

from flask import Blueprint

from web import rubric_words

views = Blueprint("rubrics", __name__, url_prefix="/rubrics")
views.add_app_template_filter(rubric_words.change_value, "change_value")
views.add_app_template_filter(rubric_words.change_name, "rubric_change_name")
views.add_app_template_filter(rubric_words.example_gist, "example_gist")
views.add_app_template_filter(rubric_words.example_key_name, "example_key_name")
views.add_app_template_filter(rubric_words.obstacle_words, "obstacle_words")
views.add_app_template_filter(rubric_words.field_name, "rubric_field_name")
