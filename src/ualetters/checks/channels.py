"""Every recipient can be reached."""

from collections.abc import Iterator

from ualetters.checks.subject import Subject, finding
from ualetters.errors import Problem

ID = "channels"


def run(subject: Subject) -> Iterator[Problem]:
    """A recipient without address, fax, e-mail, telephone or web form is an error."""
    for addressee in subject.case.addressees.values():
        contacts = addressee.contacts
        if not (addressee.address or contacts.fax or contacts.email or contacts.phone or contacts.web):
            place = subject.place(f"addressees.{addressee.id}")
            message = f"there is no way to reach `{addressee.id}`"
            yield finding(ID, place, message, "add `address`, `fax`, `email`, `phone` or `web`")
