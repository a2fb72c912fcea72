"""Where mail goes and what it costs, as the section says; embassies, and recipients without an address."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders.compose import copied, official
from builders.plan import SECTION, planned, rows, to_chair
from ualetters.delivery.plan import Channel
from ualetters.model.section import Postage, Section

ASK = "ask your section office before you send anything"


@pytest.mark.parametrize(
    ("section", "advice", "reason"),
    [
        (SECTION, "no", "no mail goes to BY, as your section says"),
        (Section(), "ask", "ask your post office whether mail goes to BY and how many days it takes"),
        (Section(post={"RU": 14}), "ask", "ask your post office whether mail goes to BY and how many days it takes"),
        (Section(post={"BY": 32}), "yes", "post it by 2024-03-10: it takes about 32 days"),
        (Section(post={"BY": 33}), "no", "it takes about 33 days and would arrive after 2024-04-11"),
        (Section(post={"BY": 1}), "yes", "post it by 2024-04-10: it takes about 1 day"),
    ],
)
@pytest.mark.parametrize("case", [{}, {"send_before": "asap", "issued": "2024-03-01"}])
def test_what_the_section_says(
    tmp_path: Path, section: Section, advice: str, reason: str, case: dict[str, Any]
) -> None:
    """Post is advised only where the section's file says that mail goes and arrives in time."""
    found = planned(tmp_path, section=section, addressees={"chair": official(country="BY")}, **case)
    if case and advice == "yes":
        reason = "today, for there is no faster way: " + reason.partition(": ")[2]
    assert rows(found) == [("post", advice, reason)]


def test_suspended_mail_is_no_question(tmp_path: Path) -> None:
    """Where no mail goes there is nothing to ask about it, even if the deadline is unknown; it stands last."""
    section = Section(post={"RU": "suspended"})
    cases: list[dict[str, Any]] = [{"send_before": "unknown"}, {"send_before": "asap"}, {}]
    for changes in cases:
        found = rows(planned(tmp_path, section=section, **changes))
        assert found[-1] == ("post", "no", "no mail goes to RU, as your section says")
        assert "no" not in {advice for _, advice, _ in found[:-1]}


def test_embassies(tmp_path: Path) -> None:
    """An embassy is reached by inland mail; one that the directory does not have must be looked up."""
    folder = tmp_path / "directory"
    folder.mkdir()
    (folder / "embassies.yaml").write_text(
        "RU: {CZ: {address: {cs: [Ulice 1, 160 00 Praha]}, email: a@b.org, sources: [x], verified: unknown}}\n",
        encoding="utf-8",
    )
    found = planned(tmp_path, diplomatic_copies=["RU", "UZ"])
    _, ru, uz = found.recipients
    assert (ru.id, ru.role, ru.country) == ("embassy-ru", "copy", "CZ")
    assert ru.channels == (
        Channel("email", "a@b.org", "yes", "by 2024-04-11: 32 days left"),
        Channel(
            "post",
            "Ulice 1, 160 00 Praha",
            "yes",
            "post it by 2024-04-09: it takes about 2 days",
            post_by=date(2024, 4, 9),
            postage="1.20 CHF",
        ),
    )
    missing = "look up the address: the directory has no embassy of UZ in CZ"
    assert uz.channels == (Channel("post", "", "ask", missing),)
    unlisted = planned(tmp_path, section=Section(), diplomatic_copies=["RU"])
    assert rows(unlisted, "embassy-ru")[-1] == ("post", "ask", "ask your post office how many days it takes")


def test_embassies_of_nobody_knows_where(tmp_path: Path) -> None:
    """Without a country there is no embassy, no national number and no postage; an unknown deadline stays a doubt."""
    found = planned(tmp_path, host=None, diplomatic_copies=["RU"])
    missing = "look up the address: the directory has no embassy of RU where you live"
    assert rows(found, "embassy-ru") == [("post", "ask", missing)]
    assert (to_chair(found)["fax"].dialled, to_chair(found)["post"].postage) == ("+7 499 265-90-77", None)
    unknown = planned(tmp_path, host=None, send_before="unknown", diplomatic_copies=["RU"])
    assert rows(unknown, "embassy-ru") == [("post", "ask", f"{missing}; the deadline is unknown: {ASK}")]


def test_no_address(tmp_path: Path) -> None:
    """A recipient without an address gets nothing by post; one without anything must be looked up."""
    addressees = {
        "chair": official(address=None, fax="+7 499 265 90 77"),
        "border": copied(address=None),
    }
    found = planned(tmp_path, addressees=addressees)
    assert [kind for kind, _, _ in rows(found)] == ["fax"]
    assert rows(found, "border") == [("post", "ask", "look up the address: the case has no way to reach them")]


def test_the_address_in_latin_letters(tmp_path: Path) -> None:
    """An address in Latin letters is preferred, wherever it stands."""
    address = {"ru": ["105005 Москва"], "latin": ["105005 Moscow"]}
    found = planned(tmp_path, addressees={"chair": official(address=address)})
    assert to_chair(found)["post"].value == "105005 Moscow"
    found = planned(tmp_path, addressees={"chair": official(address={"ru": ["105005 Москва"]})})
    assert to_chair(found)["post"].value == "105005 Москва"


def test_postage(tmp_path: Path) -> None:
    """Postage stands as the section wrote it, or not at all."""
    for postage, abroad in ((Postage(inland="1"), None), (Postage(abroad="2 €"), "2 €")):
        found = planned(tmp_path, section=Section(post={"RU": 14}, postage=postage))
        assert to_chair(found)["post"].postage == abroad
    asked = planned(tmp_path, section=Section(postage=Postage(abroad="2 €")))
    assert (to_chair(asked)["post"].makes_sense, to_chair(asked)["post"].postage) == ("ask", "2 €")
