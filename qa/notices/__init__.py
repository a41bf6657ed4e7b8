"""The words of notices, for the page and for e-mails: which kinds there are and what each says in five languages.

To add a kind: one line in `qa/notices/kinds.py` and one entry in each `qa/notices/words/<language>.yaml`; a test names
what is missing. A kind that is in neither is still told, as "Something new". The details that fill a text are those
given to `notify()`; where one is missing the next text is tried, so a caller may leave any of them out.
"""

from qa.notices.kinds import KINDS, Kind, kind_named, kinds_for
from qa.notices.words import LANGUAGES, kind_name, notice_text, phrase

__all__ = ["KINDS", "LANGUAGES", "Kind", "kind_name", "kind_named", "kinds_for", "notice_text", "phrase"]
