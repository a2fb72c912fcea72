"""One case in hand for many senders: each gets what they would get alone, and what they share is made once."""

from pathlib import Path
from typing import Any

from msgspec.structs import replace
import pytest

from builders.compose import AMERICAN, SENDER, SHOP, TODAY
from ualetters.job import Job
from ualetters.model.letter import Role
from ualetters.model.sender import Sender
from ualetters.order import Order
from ualetters.pipeline import Result, render_job

CASES = Path(__file__).parent.parent / "cases"
FORMATS = ("txt", "html")
RUSSIAN = Sender(name="Анна Иванова", country="RU", languages=("ru",))
SENDERS = {
    "maria": SENDER,
    "mary": AMERICAN,
    "karl": replace(SENDER, name="Karl Weber", languages=("de", "ru"), personal={"en": "I teach."}),
    "anna": RUSSIAN,
    "ines": Sender(name="Inés Pérez", country="ES", languages=("es",), privacy="initials"),
    "otto": replace(SENDER, name="Otto", privacy="hand"),
}


def told(result: Result) -> tuple[object, ...]:
    """Everything that came of a case."""
    documents = [(str(path), one.content) for made in result.made for path, one in made.documents.items()]
    return result.failed, result.problems, sorted(documents)


def alone(path: Path, sender: Sender, key: str, **order: Any) -> Result:  # noqa: ANN401
    """What a sender gets whose case is loaded for them."""
    return render_job(path, Job.load(path, SHOP, Order(TODAY, sender=sender, sender_id=key, **order)))


@pytest.mark.parametrize("languages", [("en", "ru"), ("own",), ("all",), ()], ids=str)
@pytest.mark.parametrize("name", ["azimov", "kasymakhunov"])
def test_each_sender_gets_what_they_would_get_alone(name: str, languages: tuple[str, ...]) -> None:
    """Whoever was before, in whatever country: the same letters, and the same problems."""
    path = CASES / f"{name}.yaml"
    order: dict[str, Any] = {"languages": languages, "formats": FORMATS, "deadline_checked": True}
    job = Job.load(path, SHOP, Order(TODAY, **order))
    for key, sender in [*SENDERS.items(), *reversed(SENDERS.items())]:
        found = told(render_job(path, job.of_sender(sender, key)))
        assert found == told(alone(path, sender, key, **order)), key


def test_a_risk_is_that_of_those_who_take_it() -> None:
    """A sender in a country of the case is refused, and the one after them is not."""
    path = CASES / "kasymakhunov.yaml"
    job = Job.load(path, SHOP, Order(TODAY, languages=("en",), formats=("txt",)))
    failed = [render_job(path, job.of_sender(sender, "x")).failed for sender in (RUSSIAN, SENDER, RUSSIAN, SENDER)]
    assert failed == [True, False, True, False]


def test_what_senders_of_a_country_share_is_made_once() -> None:
    """The body of two letters is one and the same, in a third from another country another."""
    job = Job.load(CASES / "kasymakhunov.yaml", SHOP, Order(TODAY))
    bodies = []
    for key in ("maria", "otto", "mary"):
        own = job.of_sender(SENDERS[key], key)
        (_, letter), *_ = own.compose("en", own.everybody).letters
        bodies.append(next(part for part in letter.parts if part.role is Role.BODY))
    assert bodies[0] is bodies[1]
    assert bodies[0] is not bodies[2]


def test_what_a_case_lacks_each_sender_is_told() -> None:
    """A letter that cannot be composed is refused for the second sender with the words for the first."""
    job = Job.load(CASES / "kasymakhunov.yaml", SHOP, Order(TODAY))
    job.case = replace(job.case, people={})
    found = [job.of_sender(SENDER, key).compose("en", job.everybody) for key in ("a", "b")]
    assert found[0].problems == found[1].problems != ()
    assert found[0].letters == found[1].letters
