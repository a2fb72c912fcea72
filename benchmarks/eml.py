"""E-mail drafts against mailmerge, which fills in a template with the rows of a table.

Its template is the text of our letter with name and address to fill in. It attaches the same PDFs, which it cannot make
and so is handed finished. Its drafts stand behind each other in one file: it has no other way to write them.
"""

import csv
from pathlib import Path

from benchmarks.batch import batch
from benchmarks.material import DATE, Writer, mail_case, require, writers
from benchmarks.measure import Spent, in_turn, made_by, process, python, ualetters
from benchmarks.report import Row, Target, timed
from benchmarks.scale import Place

TO, LANGUAGE = "matlubov", "en"
# Nothing is sent; it wants a server to be named all the same.
_SERVER = "[smtp_server]\nhost = localhost\nport = 25\n"
# Started with -m it fails, because it calls functions that are not defined yet.
_START = "from mailmerge.__main__ import main; main()"
_HEADERS = "TO: office@example.org\nFROM: sender@example.org\nSUBJECT: {{{{ subject }}}}\n{attached}\n{text}"


def mailmerge(place: Place) -> list[Row]:
    """One draft and many of them, each as its user would make it."""
    require("mailmerge", "mailmerge")
    case, people = mail_case(place.folder / "cases"), writers(place.scale.drafts)
    table, profile = _written(place.folder, people)
    one = ("render", str(case), "--lang", LANGUAGE, "--to", TO, "--sender", str(profile), "--date", DATE, "--quiet")

    def many(name: str) -> tuple[str, ...]:
        command = batch(case.parent, name, languages=(LANGUAGE,))
        return (*command, "--senders", str(table), "--allow-personal-data")

    made_by((*ualetters(*one), "--format", "txt"), place.folder / "text", "*.txt")
    # An e-mail has its PDF without a place for the window of an envelope.
    made_by((*many("pdf"), "--layout", "plain"), place.folder / "pdf", f"{TO}/*.pdf")
    _prepare(place.folder, people)

    def ours_of_one() -> Spent:
        return made_by((*ualetters(*one), "--format", "eml"), place.folder / "one", "*.eml")

    def ours() -> Spent:
        return made_by(many("eml"), place.folder / "many", "*.eml")

    def peer(template: str, limit: int | None) -> Spent:
        return _merged(place.folder, template, limit)

    rounds, number = place.scale.rounds, f"{place.scale.drafts:,} e-mail drafts, whole process"
    attaching, alone = "mailmerge, attaching finished PDFs", "mailmerge, text without PDF"
    single = in_turn(rounds, ours_of_one, lambda: peer("attaching", 1))
    several = in_turn(place.scale.slow, ours, lambda: peer("attaching", None))
    without = in_turn(place.scale.slow, ours, lambda: peer("alone", None))
    return [
        timed("one e-mail draft, whole process", attaching, single, Target("≤", 1)),
        timed(number, attaching, several, Target("≤", 1)),
        timed(number, alone, without, None),
    ]


def _written(folder: Path, people: list[Writer]) -> tuple[Path, Path]:
    """The senders as a table, and the first of them as a profile."""
    table, profile = folder / "senders.csv", folder / "sender.yaml"
    with table.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "name", "country", "address"))
        rows.writerows((one.id, one.name, "DE", f"{one.street}|{one.town}") for one in people)
    first = people[0]
    text = f"name: {first.name}\ncountry: DE\naddress: [{first.street}, {first.town}]\n"
    profile.write_text(text, encoding="utf-8")
    return table, profile


def _prepare(folder: Path, people: list[Writer]) -> None:
    """Write what mailmerge is given: two templates, and a table that names the PDFs."""
    (letter,) = (folder / "text").rglob(f"{TO}.txt")
    text, first = letter.read_text(encoding="utf-8"), people[0]
    for name, value in {"name": first.name, "street": first.street}.items():
        text = text.replace(value, f"{{{{ {name} }}}}")
    for name, attached in {"attaching": "ATTACHMENT: {{ pdf }}\n", "alone": ""}.items():
        template = _HEADERS.format(attached=attached, text=text)
        (folder / f"{name}.txt").write_text(template, encoding="utf-8")
    (folder / "server.conf").write_text(_SERVER, encoding="utf-8")
    pdfs = {path.stem: path for path in (folder / "pdf").rglob(f"{TO}/*.pdf")}
    with (folder / "database.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("name", "street", "subject", "pdf"))
        rows.writerows((one.name, one.street, "Disappearance", str(pdfs[one.id])) for one in people)


def _merged(folder: Path, template: str, limit: int | None) -> Spent:
    """A run of mailmerge; without a limit it takes the whole table."""
    files = ("--template", f"{template}.txt", "--database", "database.csv", "--config", "server.conf")
    number = ("--no-limit",) if limit is None else ("--limit", str(limit))
    output = folder / "drafts.txt"
    command = python("-c", _START, "--dry-run", *number, "--output-format", "raw", *files)
    spent = process(command, folder=folder, output=output)
    # It heads each draft with a line of its own, which no letter has.
    return spent._replace(letters=output.read_bytes().count(b" sent\n"))
