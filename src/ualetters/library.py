"""Letters for programs: a case file is loaded, a letter composed and a document rendered, without the command line.

No clock, no settings, no environment: a program gives the date, the sender and the files.
"""

from collections.abc import Iterable, Iterator
import datetime as dt
from os import PathLike
from pathlib import Path

from msgspec import Struct, to_builtins
from msgspec.structs import replace
import yaml

from ualetters import sender_file
from ualetters.checks.protected import fold
from ualetters.documents import documented
from ualetters.errors import Place, Problem, ProblemsError, Severity, UalettersError, errors_in
from ualetters.fields import Report, Unreadable, suggestion
from ualetters.formats import FORMATS, PRINTED
from ualetters.formats.paper import stationery
from ualetters.job import Composed, Job
from ualetters.language import is_country
from ualetters.model.case import Addressee, Case
from ualetters.model.letter import Document, Letter
from ualetters.model.sender import Sender
from ualetters.model.stationery import PLAIN
from ualetters.order import Order
from ualetters.pipeline import Result
from ualetters.templating import Templates
from ualetters.workshop import Workshop
from ualetters.yaml_source import parse

File = str | PathLike[str]
# In which languages a case is complete does not depend on the day.
_ANY_DAY = dt.date.min


class CaseFile(Struct, frozen=True, eq=False):
    """A case file that was read.

    Attributes:
        case: What stands in it.
        problems: What is doubtful in it, sorted by place; none of them is an error.
        job: The case with what its letters are made from.
    """

    case: Case
    problems: tuple[Problem, ...]
    job: Job

    @property
    def recipients(self) -> tuple[str, ...]:
        """Ids of all who get a letter or a copy: addressees and copies in the order of the case, then embassies."""
        return tuple(recipient.id for recipient in self.job.everybody)

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages in which nothing is missing for any letter; to find out, all of them are composed."""
        return self.job.complete_languages()

    def __repr__(self) -> str:
        return f"<CaseFile {self.job.file}>"


class ComposedLetter(Struct, frozen=True, eq=False):
    """A finished letter, ready to be rendered.

    Attributes:
        letter: The letter, in which every string is final.
        recipient: Who gets it, with every way to reach them.
        language: Code of the language pack.
        problems: What must be known before it is sent, sorted by place; none of them is an error.
        job: What it was made from.
    """

    letter: Letter
    recipient: Addressee
    language: str
    problems: tuple[Problem, ...]
    job: Job

    def __repr__(self) -> str:
        # A letter is soon in a log, where nothing of its sender may be.
        return f"<ComposedLetter {self.letter.case_id}/{self.language}/{self.recipient.id}>"


def open_workshop(
    *, templates: Iterable[File] = (), directories: Iterable[File] = (), font: File | None = None
) -> Workshop:
    """Set up what several cases share; each part of it is read when it is first needed, and only once.

    It is also the mapping from language code to language pack.

        >>> workshop = open_workshop()
        >>> "ru" in workshop, workshop["ru"].tag
        (True, 'ru')

    Args:
        templates: Template roots of your own, in front of ours.
        directories: Directories of officials, in front of the one beside each case.
        font: Font of printed letters in scripts other than Latin and Cyrillic.

    Raises:
        UalettersError: A folder is not there, or the font is not one.
    """
    roots, folders = tuple(map(Path, templates)), tuple(map(Path, directories))
    for folder in (*roots, *folders):
        if not folder.is_dir():
            raise UalettersError(f"there is no folder `{folder}`")
    own_font = None
    if font is not None:
        from ualetters.formats.fonts import folder_of  # noqa: PLC0415  # Typst, which a text letter can do without

        own_font = folder_of(Path(font))
    return Workshop(Templates.with_own(roots), folders, own_font)


def load_case(path: File, workshop: Workshop | None = None, *, protected: Iterable[str] = ()) -> CaseFile:
    """Read a case file, and the directory beside it.

        >>> case = load_case("cases/kasymakhunov.yaml")
        >>> case.recipients
        ('bastrykin', 'matlubov', 'pronichev', 'embassy-ru', 'embassy-uz')

    It is read field by field here. Whether its letters may be written, and lack nothing in their language, is checked
    by `compose`.

    Args:
        path: The file.
        workshop: Templates and directories, shared by several cases; without it they are read again for each case.
        protected: Words that must reach no letter; messages do not repeat them.

    Raises:
        ProblemsError: The file cannot be read, or something in it is wrong; the error has all of it.
    """
    file, job = Path(path), None
    words = tuple(dict.fromkeys(word for text in protected if (word := fold(text))))
    order = Order(today=_ANY_DAY, protected=words, by_post=True)
    try:
        job = Job.load(file, open_workshop() if workshop is None else workshop, order)
        result = Result.of(file, job)
    except ProblemsError as error:
        result = Result.unread(file, error, order)
    if job is None or result.failed:
        raise ProblemsError(errors_in(result.problems))
    return CaseFile(job.case, result.problems, job)


def load_sender(path: File) -> Sender:
    """Read a sender profile, as `ualetters sender` writes it.

    Raises:
        ProblemsError: The file cannot be read or a field is wrong; no message repeats what the writer wrote.
    """
    return sender_file.load_sender(Path(path))


def compose(
    case: CaseFile,
    *,
    to: str,
    language: str,
    date: dt.date,
    sender: Sender | None = None,
    country: str | None = None,
    copies: Iterable[str] | None = None,
    accept_risk: bool = False,
) -> ComposedLetter:
    """Compose the letter to one recipient, fit for any format.

        >>> case = load_case("cases/kasymakhunov.yaml")
        >>> composed = compose(case, to="bastrykin", language="en", date=dt.date(2013, 1, 10))
        >>> composed.letter.title, composed.letter.fax, composed.letter.mark
        ('Disappearance of Yusup Kasymakhunov', ('+7 499 265-90-77', '+7 499 265-97-75'), 'SPECIMEN – do not send')

    A letter is right, or it is not made: it passes every check of the command line, what is missing is an error, and
    no other language stands in.

    Args:
        case: The case, as `load_case` read it.
        to: Id of the recipient, one of `case.recipients`.
        language: Code of the language pack.
        date: The date of the letter.
        sender: Who writes; without one there are ruled lines to fill in by hand.
        country: The country of posting where there is no sender to say it, as ISO 3166-1 alpha-2 code.
        copies: Ids of those to whom a copy goes too, which the letter says; without it, all whom the case names.
        accept_risk: Whether the writer accepts the risk of writing to a country of their own.

    Raises:
        ProblemsError: No such letter may be written, or what it needs is not there; the error has all of it.
        UalettersError: There is no such language or country, or a template is wrong.
    """
    workshop = case.job.workshop
    if language not in workshop:
        raise UalettersError(f"there is no language pack `{language}`", suggestion(language, workshop.languages))
    if country is not None and sender is not None:
        raise UalettersError("a sender says which country they post from", "leave out `country` or `sender`")
    if country is not None and not is_country(country):
        raise UalettersError(f"there is no country `{country}`", "write an ISO 3166-1 code such as DE or US")
    order = replace(
        case.job.order,
        # A moment is a date too, but cannot be compared with one.
        today=dt.date(date.year, date.month, date.day),
        languages=(language,),
        to=() if copies is None else (to, *copies),
        sender=None if sender is None else _checked(sender),
        country=country,
        accept_risk=accept_risk,
    )
    return _composed(_job(case.job, order, case.problems), to, language)


def _checked(sender: Sender) -> Sender:
    """The sender as a profile with the same answers is read, for a program may have made it from a form.

    Raises:
        ProblemsError: No profile can say so; no message repeats an answer.
    """
    answers = {key: answer for key, answer in to_builtins(sender).items() if answer}
    report = Report()
    try:
        found = sender_file.read_sender(parse(yaml.safe_dump(answers).encode(), "sender"), report)
    except ProblemsError as error:
        report.problems += error.problems
    except Unreadable:
        pass
    if wrong := errors_in(report.problems):
        private = map(sender_file.private, wrong)
        # Line and column are those of a text that nobody wrote.
        raise ProblemsError(replace(problem, place=Place("sender", path=problem.place.path)) for problem in private)
    return found


def _job(job: Job, order: Order, problems: Iterable[Problem] = ()) -> Job:
    """The same case with another order."""
    return Job(job.case, job.directory, job.entries, job.workshop, order, list(problems))


def _composed(job: Job, to: str, language: str) -> ComposedLetter:
    """The letter that a job makes for one recipient.

    Raises:
        ProblemsError: There is none.
    """
    job.check()
    job.problems += [*_strangers(job, to), *_unsigned(job, language)]
    found = Composed((), ())
    if not job.failed:
        found = job.compose(language, (one for one in job.everybody if one.id == to))
        job.problems += found.problems
    result = Result.of(Path(job.file), job)
    if result.failed:
        raise ProblemsError(errors_in(result.problems))
    ((recipient, letter),) = found.letters
    return ComposedLetter(letter, recipient, language, result.problems, job)


def _strangers(job: Job, to: str) -> Iterator[Problem]:
    """Every id that nobody in the case has."""
    everybody = tuple(one.id for one in job.everybody)
    for key in dict.fromkeys((to, *job.order.to)):
        if key not in everybody:
            message = f"nobody in `{job.case.id}` has the id `{key}`"
            yield Problem(Place(job.file), message, suggestion(key, everybody), check="to")


def _unsigned(job: Job, language: str) -> Iterator[Problem]:
    """That nobody has signed the words of a letter."""
    pack = job.workshop[language]
    if pack.status == "draft":
        message = f"the language pack `{language}` is a draft that no named reader has signed"
        place = pack.positions.place("status")
        yield Problem(place, message, "let a native reader look at the letter", Severity.NOTE, "pack")


def render(letter: ComposedLetter, format_name: str, *, layout: str | None = None) -> Document:
    r"""Make a document of a letter: `pdf`, `docx`, `eml`, `mailto`, `paste`, `fax`, `txt` or `html`.

        >>> case = load_case("cases/kasymakhunov.yaml")
        >>> letter = compose(case, to="bastrykin", language="en", date=dt.date(2013, 1, 10))
        >>> document = render(letter, "pdf")
        >>> document.media_type, document.content[:5]
        ('application/pdf', b'%PDF-')

    Args:
        letter: The letter, as `compose` made it.
        format_name: The format.
        layout: Name of the layout of a printed letter; without it, what is usual where the letter is posted.

    Raises:
        ProblemsError: There is no such document of this letter, such as a fax without a fax number; it says why.
        UalettersError: There is no such format or layout, or a layout is wrong.
    """
    if format_name not in FORMATS:
        raise UalettersError(f"there is no format `{format_name}`", suggestion(format_name, FORMATS))
    if layout is not None:
        known = stationery(letter.job.workshop.templates).layouts
        layouts = (*known, PLAIN) if format_name in PRINTED else ()
        if layout not in layouts:
            raise UalettersError(f"`{format_name}` has no layout `{layout}`", suggestion(layout, layouts))
    job = _job(letter.job, replace(letter.job.order, formats=(format_name,), layout=layout))
    made = documented(job, letter.language, letter.recipient, letter.letter)
    told = Result.of(Path(job.file), job).problems
    if not made.documents:
        # What is only a note beside other formats is the end of this one.
        raise ProblemsError(replace(problem, severity=Severity.ERROR) for problem in told)
    (document,) = made.documents.values()
    return replace(document, notes=tuple(problem.message for problem in told))
