"""Download LanguageTool's distribution, verified by language-tool-python, into the folder given."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

VERSION = "6.8"


def main() -> int:
    target = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LTP_PATH"] = folder
        # Reads LTP_PATH when it is imported.
        from language_tool_python.download_lt import LocalLanguageTool
        from language_tool_python.exceptions import LanguageToolError

        try:
            LocalLanguageTool.from_version_name(VERSION).download()
        except (OSError, LanguageToolError) as error:
            print(f"The download failed: {type(error).__name__}.", file=sys.stderr)
            return 1
        jars = list(Path(folder).rglob("languagetool-server.jar"))
        if not jars:
            print("The download holds no languagetool-server.jar.", file=sys.stderr)
            return 1
        shutil.copytree(jars[0].parent, target, dirs_exist_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
