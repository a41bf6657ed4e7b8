"""Copy the front-end files the page uses from node_modules to web/static/vendor, licences included."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "node_modules"
TARGET = ROOT / "web" / "static" / "vendor"
FILES = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/LICENSE": "htmx.LICENSE.txt",
    "wavesurfer.js/dist/wavesurfer.min.js": "wavesurfer.min.js",
    "wavesurfer.js/dist/plugins/hover.min.js": "wavesurfer-hover.min.js",
    "wavesurfer.js/dist/plugins/minimap.min.js": "wavesurfer-minimap.min.js",
    "wavesurfer.js/dist/plugins/regions.min.js": "wavesurfer-regions.min.js",
    "wavesurfer.js/dist/plugins/timeline.min.js": "wavesurfer-timeline.min.js",
    "wavesurfer.js/LICENSE": "wavesurfer.LICENSE.txt",
    "uplot/dist/uPlot.iife.min.js": "uPlot.iife.min.js",
    "uplot/dist/uPlot.min.css": "uPlot.min.css",
    "uplot/LICENSE": "uPlot.LICENSE.txt",
    "@picocss/pico/css/pico.classless.min.css": "pico.classless.min.css",
    "@picocss/pico/LICENSE.md": "pico.LICENSE.txt",
}


def main() -> int:
    TARGET.mkdir(parents=True, exist_ok=True)
    for source, name in FILES.items():
        shutil.copyfile(SOURCE / source, TARGET / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
