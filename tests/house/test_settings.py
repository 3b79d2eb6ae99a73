"""A setting that is there and empty, as compose files and panels write it, counts as not there."""

import pytest

from app.config import Settings
from tests.house.test_docs import BARE


@pytest.mark.parametrize("setting", list(Settings.model_fields))
def test_an_empty_setting_is_an_unset_one(setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name = BARE.get(setting, f"REACHIN_{setting.upper()}")
    monkeypatch.delenv(name, raising=False)
    unset = Settings()
    monkeypatch.setenv(name, "")
    assert Settings() == unset
