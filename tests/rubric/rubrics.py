"""Rubric texts for tests."""

from __future__ import annotations

SMALL = """\
rubric: small
version: 2
title: {en: Small, pl: Mały}
channels: [chat, call]
pass_mark: 75
criteria:
  - id: no-blame
    dimension: tone
    weight: 2
    critical: true
    title: {en: Does not blame the customer}
    checks:
      - id: blaming-words
        kind: words
        forbid: [you should have, your fault]
        message: {en: "'{match}' can sound like blame."}
    examples:
      - fail: |
          agent: [[You should have]] read the terms.
      - pass: |
          agent: It was sent today.
      - not_applicable: |
          customer: You should have told me!
      - todo_fail: |
          agent: Anybody can read the terms.
  - id: questions-answered
    dimension: accuracy
    title: Answers every question
    scale: [0, 2, 4]
    anchors: {0: None of them, 4: All of them}
"""
