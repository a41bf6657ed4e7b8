"""Everything that can go wrong, said with what, where and what would be right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


class Sentence(str):
    """English words that a page can say in another language.

    `template` may hold `%(name)s`, filled from `values`; a value may be a sentence in its turn. As a text it is the
    filled English one, so that a file, a log and the command line need to know nothing of it.
    """

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, **values: object) -> Sentence:
        """Fill the template."""
        self = super().__new__(cls, template % values if values else template)
        self.template, self.values = template, values
        return self

    def as_json(self) -> dict[str, Any]:
        """Return it ready to be stored."""
        values = {name: one.as_json() if isinstance(one, Sentence) else one for name, one in self.values.items()}
        return {"template": self.template, "values": values}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Sentence:
        """Return what `as_json` stored."""
        values = {name: cls.from_json(one) if isinstance(one, dict) else one for name, one in stored["values"].items()}
        return cls(stored["template"], **values)


class QaError(Exception):
    """Root of all errors of this project. `str(error)` is fit to be shown to a user."""


class SettingError(QaError):
    """A setting has a value it cannot have."""

    def __init__(self, name: str, value: str, *, expected: str) -> None:
        self.name, self.value, self.expected = name, value, expected
        super().__init__(f"{name}={value!r} cannot be used: expected {expected}.")


class UnknownNameError(QaError):
    """A plug-in, phrase set or the like of that name does not exist."""

    def __init__(self, what: str, name: str, *, known: Iterable[str]) -> None:
        self.what, self.name, self.known = what, name, tuple(sorted(known))
        super().__init__(f"Unknown {what} {name!r}. Known: {', '.join(self.known) or 'none'}.")


class LocatedError(QaError):
    """Something is wrong at a place in a file; `str()` is `file:line[:column]: what is wrong`."""

    def __init__(self, file: str, line: int, problem: str, *, column: int | None = None) -> None:
        self.file, self.line, self.column, self.problem = file, line, column, problem
        place = f"{file}:{line}" if column is None else f"{file}:{line}:{column}"
        super().__init__(f"{place}: {problem}")


class BadRecordError(LocatedError):
    """A record of an import cannot be read; the rest of the file can."""


class RubricError(LocatedError):
    """A rubric file breaks a rule of the rubric language."""


class FactsError(LocatedError):
    """A facts file breaks a rule of the facts language, or two facts conflict."""


class EvidenceError(QaError):
    """A finding quotes words that are not there, or not said by the right speaker."""

    def __init__(self, criterion: str, quote: str, message: int) -> None:
        self.criterion, self.quote, self.message = criterion, quote, message
        super().__init__(f"Criterion {criterion!r}: the quoted words are not in message {message} by that speaker.")


class LanguageServerError(QaError):
    """The language server cannot be used; language checks answer needs_human until it can."""


class PatternError(QaError):
    """A phrase pattern cannot be read. `pattern` is its source."""

    def __init__(self, pattern: str, *, problem: str) -> None:
        self.pattern, self.problem = pattern, problem
        super().__init__(f"The phrase pattern {pattern!r} cannot be read: {problem}")


class ModelMissingError(QaError):
    """No speech model is at hand; calls wait until one is."""


class AudioError(QaError):
    """A sound file cannot be decoded. `path` and `problem` say which and why."""

    def __init__(self, path: str, problem: str) -> None:
        self.path, self.problem = path, problem
        super().__init__(f"{path}: {problem}")


class ConflictError(QaError):
    """Somebody else changed the same thing first. `current` is its revision now."""

    def __init__(self, what: str, *, current: int) -> None:
        self.what, self.current = what, current
        super().__init__(f"{what} was changed elsewhere in the meantime; reload to see it.")


class NotFoundError(QaError):
    """There is no such thing, or it is not the asker's to see; the two are told alike."""

    def __init__(self, what: str, key: object) -> None:
        self.what, self.key = what, key
        super().__init__(f"There is no {what} {key}.")


class RefusalError(QaError):
    """Something asked for cannot be done; nothing was changed.

    `problem` is a whole sentence in English that may hold `%(name)s`, filled from `values`. A page translates
    the sentence before it is filled, so that whoever asked reads it in their language.
    """

    def __init__(self, problem: str, **values: object) -> None:
        self.problem, self.values = problem, values
        super().__init__(problem % values if values else problem)


class ReviewError(RefusalError):
    """Something asked of a review or a feedback cannot be done; nothing was changed."""


class IncompleteReviewError(ReviewError):
    """A review is submitted while criteria that apply are not rated. `missing` are their ids."""

    def __init__(self, missing: Iterable[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(
            "Not rated yet: %(criteria)s. Rate them or mark them not applicable.", criteria=", ".join(self.missing)
        )


class CoachingError(RefusalError):
    """Something asked of a coaching plan, session or exercise cannot be done; nothing was changed."""


class DisputeError(RefusalError):
    """Something asked of a dispute cannot be done; nothing was changed."""


class CorrectionError(RefusalError):
    """A line of a transcript cannot be corrected as asked; nothing was changed."""


class AccountError(RefusalError):
    """A user cannot be added or changed as asked."""


class DictionaryError(QaError):
    """What is to be added to the company's dictionary is no word."""


class NoFindingError(EvidenceError):
    """A check answers FAIL and shows nothing it rests on."""

    def __init__(self, criterion: str, check: str) -> None:
        super().__init__(criterion, "", -1)
        self.check = check
        self.args = (f"Check {check!r} of criterion {criterion!r} fails the conversation without a finding.",)


class SamplingError(RefusalError):
    """A sample cannot be drawn as asked."""


class ScorecardError(RefusalError):
    """A short scorecard cannot be as it was asked for."""


class EmptyFrameError(SamplingError):
    """Nothing meets the filters of a sample, so there is nothing to draw from."""

    def __init__(self) -> None:
        super().__init__("No conversation meets these filters, so there is nothing to draw from.")


class StatisticsError(QaError):
    """A figure cannot be computed from these numbers; the message says which and what would do."""


class ReportError(RefusalError):
    """A report cannot be made as asked; the message says what would do."""


class RubricFormError(RefusalError):
    """A change of a rubric's form cannot be written into its YAML; nothing was changed."""


class RubricDraftError(RefusalError):
    """A draft of a rubric cannot be tried, published or put in force as asked; the message says what is missing."""


class CalibrationError(QaError):
    """Something asked of a calibration session cannot be done now; nothing was changed. `code` names why."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


class NoticeError(RefusalError):
    """Notices cannot come as asked."""


class MailError(QaError):
    """An e-mail could not be sent. `is_of_recipient` tells whether others may still be reached."""

    def __init__(self, problem: str, *, is_of_recipient: bool = False) -> None:
        self.problem, self.is_of_recipient = problem, is_of_recipient
        super().__init__(problem)


class WebhookError(RefusalError):
    """A webhook cannot be kept, or not be reached, as asked."""


class StandingError(RefusalError):
    """A check cannot be given the state that was asked for; nothing was changed."""
