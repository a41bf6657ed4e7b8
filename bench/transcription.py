"""Measures our transcription against the raw libraries on the same sound, model, settings and threads.

Run: python bench/transcription.py [PART...]   (writes bench/results/transcription.json; about four minutes)
Parts: speed, memory, conditions, mono, openai. Those not named keep their figures of last time.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.transcription_parts.conditions import measure_conditions
from bench.transcription_parts.memory import measure_memory
from bench.transcription_parts.mono import measure_mono
from bench.transcription_parts.openai import measure_openai
from bench.transcription_parts.speed import measure_speed

ROOT = Path(__file__).resolve().parent.parent
RESULT = ROOT / "bench/results/transcription.json"
PARTS: Mapping[str, Callable[[], dict[str, Any] | None]] = {
    "speed": measure_speed,
    "memory": measure_memory,
    "conditions": measure_conditions,
    "mono": measure_mono,
    "openai": measure_openai,
}


def main(parts: Sequence[str]) -> None:
    """Measure the parts named, or all, and keep what is found; speed stands at the top."""
    known = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else {}
    for part in parts or PARTS:
        found = PARTS[part]()
        if found is None:
            continue
        found["load"] = round(os.getloadavg()[0], 1)
        print(json.dumps({part: found}, indent=2))
        known = {**known, **(found if part == "speed" else {part: found})}
    RESULT.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if unknown := set(sys.argv[1:]) - set(PARTS):
        sys.exit(f"Error: no part {', '.join(sorted(unknown))}. Parts: {', '.join(PARTS)}.")
    main(sys.argv[1:])
