"""In which language a letter is explained, and the letter as everybody may read it."""

from pathlib import Path

from msgspec.structs import replace
import pytest

from builders.compose import ADDRESS, CHAIR, SENDER, case_of, job_of, lines
from ualetters.errors import ProblemsError
from ualetters.job import Job
from ualetters.model.letter import Role


def job(folder: Path, explain: bool | None, languages: tuple[str, ...] | None, **changes: object) -> Job:  # noqa: FBT001
    """The case of a writer who reads these languages; without any profile for None."""
    sender = None if languages is None else replace(SENDER, languages=languages)
    return job_of(folder, case_of(**changes), sender=sender, explain=explain)


@pytest.mark.parametrize(
    ("explain", "languages", "code", "own"),
    [
        # Unasked: what the profile does not list, in the first language of it that has a pack, else in English.
        (None, ("de", "en"), "ru", "de"),
        (None, ("de", "en"), "en", None),
        (None, ("de", "en"), "de", None),
        (None, ("cs", "de"), "ru", "de"),
        (None, ("cs",), "ru", "en"),
        (None, ("cs",), "en", None),
        (None, ("cs", "ru"), "en", "ru"),
        (None, (), "ru", None),
        (None, None, "ru", None),
        # Asked for: also what the profile lists.
        (True, ("de", "ru"), "ru", "de"),
        (True, ("ru", "de"), "ru", None),
        (True, (), "ru", "en"),
        (True, None, "ru", "en"),
        (True, None, "en", None),
        # Not wanted at all.
        (False, ("de",), "ru", None),
        (False, None, "ru", None),
    ],
)
def test_the_language_of_a_reading_copy(
    tmp_path: Path,
    explain: bool | None,  # noqa: FBT001
    languages: tuple[str, ...] | None,
    code: str,
    own: str | None,
) -> None:
    """A letter is explained in a language of the writer, and never in its own."""
    assert job(tmp_path, explain, languages).reading_language(code) == own


def test_a_letter_without_its_sender(tmp_path: Path) -> None:
    """The letter is the same for everybody: neither profile nor personal paragraph reaches it."""
    secret = replace(
        SENDER,
        languages=("de",),
        email="secret@example.org",
        phone="+49 30 123456",
        occupation="Secret trade",
        personal={"en": "My secret story."},
    )
    made = job_of(tmp_path, case_of(reference={"number": "UA 1"}), sender=replace(secret, show_reference=True))
    ((chair, sent),) = made.compose("en", made.everybody).letters
    assert "My secret story." in lines(sent, Role.BODY)
    letter = made.without_sender("en", chair)
    text = str(letter)
    for word in ("Schmidt", "Hauptstr", "Berlin", "secret", "Secret", "30 123456", "UA 1"):
        assert word not in text
    body = [line for line in lines(sent, Role.BODY) if line != "My secret story."]
    assert lines(letter, Role.BODY) == body
    # The job itself goes on with its sender.
    assert "My secret story." in str(made.compose("en", [chair]).letters)


def test_what_the_language_lacks_is_left_out(tmp_path: Path) -> None:
    """A fact without a text in the language is left out of what is read, although the letter itself would fail."""
    facts = [{"text": {"ru": "Факт."}}, {"text": {"ru": "Два.", "en": "Two."}}]
    made = job(tmp_path, None, ("en",), facts=facts)
    chair = made.case.addressees["chair"]
    assert [line for line in lines(made.without_sender("en", chair), Role.BODY) if line in {"Two.", "Факт."}] == [
        "Two."
    ]
    assert made.case.if_missing == "fail"
    assert made.compose("en", [chair]).letters == ()


def test_more_is_missing(tmp_path: Path) -> None:
    """Where words of the language itself are missing, there is nothing to read."""
    official = CHAIR | {"office": {"kind": "chair", "ru": {"nom": "Председатель", "dat": "Председателю"}}}
    made = job(tmp_path, None, ("en",), addressees={"chair": official | {"address": {"ru": ADDRESS["ru"]}}})
    with pytest.raises(ProblemsError, match="the office has no text in English"):
        made.without_sender("en", made.case.addressees["chair"])
