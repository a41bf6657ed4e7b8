"""A small rubric as people write them, with comments and both styles of YAML."""

from __future__ import annotations

TEXT = """\
# Our own rubric.
rubric: shop
version: 1
title: {en: Shop, pl: Sklep}
pass_mark: 80

criteria:
  # ---- accuracy
  - id: durations
    dimension: accuracy
    weight: 6
    critical: true
    title: Durations
    question:
      en: Are times right?   # said by the lawyer

  # ---- tone
  - id: no-blame
    dimension: tone
    weight: 2
    title: {en: No blame, pl: 'Bez zarzutów: żadnych'}
    checks:
      - id: blame
        kind: phrase
        forbid: {use: blame}
        message: {en: "'{match}' blames."}
    examples:
      - fail: |
          agent: [[You should have read]] it.
      - pass: |
          customer: Hi
          agent: Hello.
"""
"""Durations is criterion 1 and no-blame 2; the head is 0."""
