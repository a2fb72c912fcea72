"""The list of faxes to send: what a shell and HylaFAX make of it, and what never gets into it."""

from collections.abc import Sequence
import getopt
import os
from pathlib import Path, PurePosixPath
import shlex
import subprocess

from hypothesis import given
from hypothesis import strategies as st
import pytest
from tests.conftest import ROOT, need

from builders.compose import SHOP, TODAY
from ualetters.errors import UalettersError
from ualetters.formats.fax_jobs import FaxJob, fax_jobs
from ualetters.job import Job
from ualetters.model.contact import Number
from ualetters.model.letter import Paper
from ualetters.order import Order

FILE = PurePosixPath("kasymakhunov/ru/bastrykin.tif")
FIRST, SECOND, THIRD = "+74992659077", "+74992659775", "+998712338934"
JOB = FaxJob((FIRST,), FILE, Paper.A4)
# What sendfax itself tells getopt (sendfax/sendfax.c++ of HylaFAX).
SENDFAX_OPTIONS = "a:b:B:c:C:d:f:F:h:i:I:k:M:P:r:s:t:T:V:x:y:12lmnpvwDENR"


def lines(*jobs: FaxJob) -> list[str]:
    """The list without its head."""
    text = fax_jobs(jobs).decode("ascii")
    head, _, rest = text.partition("\n\n")
    assert all(line.startswith("# ") for line in head.splitlines())
    assert text.endswith("\n")
    return rest.splitlines()


def test_a_whole_list() -> None:
    """The list is word for word what it should be."""
    jobs = (
        FaxJob((FIRST, SECOND), FILE, Paper.A4),
        FaxJob((THIRD,), PurePosixPath("kasymakhunov/en/matlubov.tif"), Paper.US_LETTER),
    )
    assert fax_jobs(jobs).decode("ascii") == (
        "# Faxes for HylaFAX, one line each. "
        "Nothing is dialled until somebody runs a line, in the folder of this list.\n"
        "# Check every number before you do: a fax that went to somebody else cannot be called back.\n"
        "# Your fax server may print its own name and number at the top of every page.\n"
        "\n"
        "sendfax -n -m -s a4 -d +74992659077 kasymakhunov/ru/bastrykin.tif\n"
        "# if the line is busy: sendfax -n -m -s a4 -d +74992659775 kasymakhunov/ru/bastrykin.tif\n"
        "\n"
        "sendfax -n -m -s na-let -d +998712338934 kasymakhunov/en/matlubov.tif\n"
    )


def test_no_letters() -> None:
    """An empty list says so."""
    assert lines() == ["# There is no letter to fax."]


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, "a4"), (Paper.US_LETTER, "na-let")])
def test_what_sendfax_reads(paper: Paper, size: str) -> None:
    """No cover page, fine resolution and the size of the paper are set before the number, which they then hold for."""
    (line,) = lines(FaxJob((FIRST,), FILE, paper))
    program, *argv = shlex.split(line)
    options, files = getopt.gnu_getopt(argv, SENDFAX_OPTIONS)
    assert program == "sendfax"
    assert options == [("-n", ""), ("-m", ""), ("-s", size), ("-d", FIRST)]
    assert files == [str(FILE)]


def test_what_a_shell_runs(tmp_path: Path) -> None:
    """A shell that is given the whole list dials the first number of each letter and no other."""
    program = tmp_path / "sendfax"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$#" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    jobs = (FaxJob((FIRST, SECOND, THIRD), FILE, Paper.A4), FaxJob((THIRD, FIRST), PurePosixPath("b.tif"), Paper.A4))
    environment = os.environ | {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [need("sh")], input=fax_jobs(jobs), check=True, capture_output=True, env=environment, cwd=tmp_path
    )
    options = ["7", "-n", "-m", "-s", "a4", "-d"]
    assert done.stdout.decode().split("\n") == [*options, FIRST, str(FILE), *options, THIRD, "b.tif", ""]
    assert done.stderr == b""


def test_a_number_that_stands_there_twice() -> None:
    """The second mention of a number is a comment too."""
    active = [line for line in lines(FaxJob((FIRST, FIRST), FILE, Paper.A4)) if not line.startswith("#")]
    assert len(active) == 1


@pytest.mark.parametrize("case", ["azimov", "kasymakhunov"])
def test_numbers_of_real_cases(case: str) -> None:
    """Every fax number that a case of this repository has can be written."""
    job = Job.load(ROOT / "cases" / f"{case}.yaml", SHOP, Order(today=TODAY))
    jobs = [
        FaxJob.to(one.contacts.fax, PurePosixPath(case, "ru", f"{one.id}.tif"), Paper.A4)
        for one in job.everybody
        if one.contacts.fax
    ]
    assert len(jobs) >= 2
    assert len([line for line in lines(*jobs) if line]) == sum(len(one.numbers) for one in jobs)


@pytest.mark.parametrize(
    "number",
    [
        "",
        "+",
        "74992659077",
        "+7 499 265-90-77",
        "+7499FLOWERS",
        "Bastrykin@+74992659077",
        "+74992659077@",
        "+07499265907",
        "+123456",
        "+1234567890123456",
        "+74992659077\n",
        "+74992659077\nsendfax -d +1900",
        "+７4992659077",
        "+74992659077;reboot",
        "-d",
        "$(reboot)",
    ],
)
def test_what_is_no_number(number: str) -> None:
    """What is not E.164 is refused with the file, also as a second number, and nothing is written."""
    for numbers in ((number,), (FIRST, number)):
        with pytest.raises(UalettersError) as caught:
            fax_jobs([JOB, FaxJob(numbers, FILE, Paper.A4)])
        assert str(caught.value) == f"{FILE}: {number!r} is no fax number; write it as +7 499 265 90 77"


@pytest.mark.parametrize("shown", ["+998 71 233 89 34 ext. 12", "+998 71 233 89 34 x12", "+998 71 233 89 34 доб. 12"])
def test_an_extension_is_dialled_by_hand(shown: str) -> None:
    """The number without it would reach somebody else; the recipient's other number is dialled."""
    extended, plain = Number(shown, shown, THIRD), Number(FIRST, "+7 499 265-90-77", FIRST)
    comment = f"# dial by hand: +998 71 233 89 34 ext. 12  {FILE}"
    assert lines(FaxJob.to((extended,), FILE, Paper.A4)) == [comment]
    assert lines(FaxJob.to((extended, plain), FILE, Paper.A4)) == [*lines(JOB), comment]


@pytest.mark.parametrize("shown", ["", "+998 71 ext. 12\nreboot", "reboot", "+998 71 ext. 1é"])
def test_what_is_no_number_to_dial_by_hand(shown: str) -> None:
    """Nothing else gets into a comment."""
    with pytest.raises(UalettersError, match="is no fax number"):
        fax_jobs([FaxJob((), FILE, Paper.A4, by_hand=(shown,))])


def test_without_a_number() -> None:
    """A fax to nobody is refused."""
    message = r"^kasymakhunov/ru/bastrykin\.tif: there is no number to fax it to; add `fax` to its recipient$"
    with pytest.raises(UalettersError, match=message):
        fax_jobs([FaxJob((), FILE, Paper.A4)])


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "..",
        "../letter.tif",
        "a/../../letter.tif",
        "/etc/passwd",
        "//host/letter.tif",
        "-letter.tif",
        "a/-letter.tif",
        ".hidden/letter.tif",
        "my letter.tif",
        "письмо.tif",
        "a;reboot.tif",
        "$(reboot).tif",
        "~/letter.tif",
        "a\nb.tif",
        "letter.tif\n",
        "C:\\letter.tif",
        "#letter.tif",
    ],
)
def test_what_is_no_path(path: str) -> None:
    """What could leave the folder, or mean something to a shell or as an option, is refused with the next step."""
    with pytest.raises(UalettersError, match="cannot stand in a list of faxes; write it into a folder below the list"):
        fax_jobs([FaxJob((FIRST,), PurePosixPath(path), Paper.A4)])


@given(st.lists(st.one_of(st.just(FIRST), st.from_regex(r"\+[1-9][0-9]{6,14}", fullmatch=True), st.text()), max_size=3))
def test_any_numbers(numbers: Sequence[str]) -> None:
    """Whatever is given for numbers, the list says it to a shell exactly, or is not written."""
    exactly_or_not_at_all(FaxJob(tuple(numbers), FILE, Paper.A4))


@given(st.one_of(st.text(), st.from_regex(r"[a-z./ ~-]{1,12}", fullmatch=True)))
def test_any_path(path: str) -> None:
    """Whatever is given for a path, the list says it to a shell exactly, or is not written."""
    exactly_or_not_at_all(FaxJob((FIRST, SECOND), PurePosixPath(path), Paper.A4))


def exactly_or_not_at_all(job: FaxJob) -> None:
    """Compare the words of each line with the job."""
    try:
        found = lines(job)
    except UalettersError:
        return
    marker = "# if the line is busy: "
    assert [line.startswith("#") for line in found] == [False] + [True] * (len(job.numbers) - 1)
    words = [shlex.split(line.removeprefix(marker), comments=True) for line in found]
    assert [one[6] for one in words] == list(job.numbers)
    assert {(*one[:6], *one[7:]) for one in words} == {("sendfax", "-n", "-m", "-s", "a4", "-d", str(job.file))}
    assert not job.file.is_absolute()
    assert ".." not in job.file.parts
