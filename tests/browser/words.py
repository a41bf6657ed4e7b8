"""Clicks a word of a call, as a reviewer does: words are places in the text of their line, not elements."""

from __future__ import annotations

from playwright.sync_api import Page

_MIDDLE = """(word) => {
  for (const text of document.querySelectorAll(".text[data-words]")) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf(word);
      if (at < 0) continue;
      text.scrollIntoView({ block: "center" });
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + word.length);
      const box = range.getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2];
    }
  }
  return null;
}"""


def click_word(page: Page, word: str) -> None:
    """Click the middle of the first place where `word` stands in a line of the call."""
    place = page.evaluate(_MIDDLE, word)
    assert place is not None, f"no line says {word!r}"
    page.mouse.click(*place)
