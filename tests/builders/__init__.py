"""What several files of tests build alike; a failed assertion in it is explained like one of a test."""

import pkgutil

import pytest

pytest.register_assert_rewrite(*(f"{__name__}.{module.name}" for module in pkgutil.iter_modules(__path__)))
