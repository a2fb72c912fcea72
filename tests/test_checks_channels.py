"""Whether every recipient can be reached."""

from typing import Any

import pytest

from builders.checks import ERROR, MINISTER, Memory, memory, rows
from ualetters.checks import channels

made = pytest.fixture(memory)


@pytest.mark.parametrize(
    "channel",
    [
        {"address": {"latin": ["Zhitnaya street 14"]}},
        {"fax": "+7 499 265 90 77"},
        {"email": "fsb@fsb.ru"},
        {"phone": "+7 499 265 90 77"},
        {"web": "https://fsb.ru/"},
    ],
)
def test_one_channel_is_enough(made: Memory, channel: dict[str, Any]) -> None:
    """A recipient with any one channel can be reached."""
    bare = {key: value for key, value in MINISTER.items() if key != "address"}
    assert rows(channels.run(made.subject(addressees={"minister": bare | channel})), "channels") == []


def test_nobody_can_be_reached(made: Memory) -> None:
    """A recipient without any channel is an error at the recipient, copies as well as addressees."""
    bare = {key: value for key, value in MINISTER.items() if key != "address"}
    subject = made.subject(addressees={"minister": bare, "reached": MINISTER, "copied": bare | {"role": "copy"}})
    assert rows(channels.run(subject), "channels") == [
        (
            ERROR,
            f"addressees.{key}",
            f"there is no way to reach `{key}`",
            "add `address`, `fax`, `email`, `phone` or `web`",
        )
        for key in ("minister", "copied")
    ]
