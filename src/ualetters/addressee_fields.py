"""What may be written of an official or an embassy, in a case and in the directory alike."""

from typing import Any

from ualetters.contacts import EMAILS, NUMBERS, WEB_ADDRESSES, numbers
from ualetters.fields import COUNTRY, LANGUAGE, Choice, Items, Keyed, Kind, Line, Report, Schema, Shaped
from ualetters.model.case import OFFICE_KINDS, Addressee, Forms, Name, Office
from ualetters.model.contact import Contacts
from ualetters.records import Key, Record, optional, required
from ualetters.yaml_tree import Node, Scalar

CASE_FORMS = ("nom", "gen", "dat", "acc", "ins", "prp", "loc", "voc", "de", "a", "que")
GENDER = Choice(("m", "f", "x"), "gender")
LINE = Line()
LINES_BY_LANGUAGE = Keyed(LANGUAGE, LINE)


class _Truth:
    """`true` or `false`."""

    def read(self, node: Node, report: Report) -> bool:
        """The truth value."""
        return Choice(("true", "false"), "value").read(node, report) == "true"

    def schema(self) -> Schema:
        """A boolean."""
        return {"type": "boolean"}


TRUTH = _Truth()


class _Nominative:
    """A bare text, which is the nominative."""

    def read(self, node: Node, report: Report) -> Forms:
        """The one form."""
        return {"nom": LINE.read(node, report)}

    def schema(self) -> Schema:
        """A string."""
        return {"type": "string"}


def _forms(**forms: str | None) -> Forms:
    return {name: form for name, form in forms.items() if form is not None}


def _case_forms(first: dict[str, Key]) -> dict[str, Key]:
    return first | {form: optional(LINE, f"the form `{form}`") for form in CASE_FORMS if form not in first}


FORMS: Kind[Forms] = Shaped(_Nominative(), Record(_forms, _case_forms({"nom": required(LINE, "the nominative")})))
"""A name or an office in one language: a bare text, or its case forms."""

_OFFICIAL = Record(
    _forms,
    _case_forms(
        {
            "given": optional(LINE, "given name"),
            "patronymic": optional(LINE, "patronymic"),
            "family": required(LINE, "family name"),
        }
    ),
)


_ALLOW_LATIN = {"allow_latin": optional(TRUTH, "whether the Latin name may stand in another script", default=False)}
_UNSOURCED = {"unsourced": optional(Items(LANGUAGE), "languages whose spelling was read in no source", ())}
PERSON_NAME = Record(Name, _ALLOW_LATIN | _UNSOURCED, free=(LANGUAGE, FORMS), free_name="forms")
OFFICIAL_NAME = Record(Name, _ALLOW_LATIN | _UNSOURCED, free=(LANGUAGE, _OFFICIAL), free_name="forms")
OFFICE = Record(
    Office,
    {"kind": required(Choice(OFFICE_KINDS, "kind of office"), "decides how the office-holder is addressed")}
    | _UNSOURCED,
    free=(LANGUAGE, FORMS),
    free_name="forms",
)


class _AddressScript:
    """`latin`, or a language code."""

    def read(self, node: Node, report: Report) -> str:
        """The key."""
        return "latin" if isinstance(node, Scalar) and node.value == "latin" else LANGUAGE.read(node, report)

    def schema(self) -> Schema:
        """A string with a pattern."""
        return {"type": "string", "pattern": f"^(?:latin|{LANGUAGE.pattern})$"}


ADDRESSEE_KEYS: dict[str, Key] = {
    "gender": optional(GENDER, "the office-holder's gender, where a language needs it; never guessed"),
    "office": optional(OFFICE, "the office by language, and its kind"),
    "name": optional(OFFICIAL_NAME, "the office-holder by language: given, patronymic, family, and case forms"),
    "country": required(COUNTRY, "ISO 3166-1 code of the country"),
    "address": optional(
        Keyed(_AddressScript(), Items(LINE)),
        "address lines without the country, by `latin` or language",
        {},
    ),
    "fax": optional(NUMBERS, "fax numbers", ()),
    "email": optional(EMAILS, "e-mail addresses", ()),
    "phone": optional(NUMBERS, "telephone numbers", ()),
    "web": optional(WEB_ADDRESSES, "web addresses or forms", ()),
    "languages": optional(Items(LANGUAGE), "languages they read, best first", ()),
    "salutation": optional(LINES_BY_LANGUAGE, "salutation by language, without its end mark", {}),
}


def addressee(report: Report, *, key: str, role: str = "to", **values: Any) -> Addressee:  # noqa: ANN401
    """Make the model of the values that were read, parsing the numbers for the addressee's country.

    Args:
        report: Takes what is wrong with a number.
        key: The id.
        role: `to` or `copy`.
        values: The values of `ADDRESSEE_KEYS` and `copy_of`.
    """
    country = values["country"]
    contacts = Contacts(
        fax=numbers(values.pop("fax"), country, report),
        email=values.pop("email"),
        phone=numbers(values.pop("phone"), country, report),
        web=values.pop("web"),
    )
    # An empty list clears the directory's lines.
    address = {script: lines for script, lines in values.pop("address").items() if lines}
    return Addressee(id=key, role="copy" if role == "copy" else "to", address=address, contacts=contacts, **values)
