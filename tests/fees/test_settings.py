"""What an installation may not say about its payment provider."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from thanthien.conf.payments import SECRET, URL, provider

GOOD = "b7Qx0mTzKp2Wd9Vn4Rc8Lh6S"


@pytest.mark.parametrize(
    "said",
    [
        {URL: "https://tra.example"},
        {SECRET: GOOD},
        {URL: "https://tra.example", SECRET: "1234"},
        {URL: "https://tra.example", SECRET: "a" * 40},
        {URL: "http://tra.example", SECRET: GOOD},
        {URL: "https://x:y@tra.example", SECRET: GOOD},
        {"THANTHIEN_PAY": "simulated"},
    ],
)
def test_whoever_guesses_a_weak_secret_would_have_marked_every_fee_as_paid(said: dict[str, str]) -> None:
    with pytest.raises(ImproperlyConfigured):
        provider(said, demo=False)


def test_what_holds() -> None:
    assert provider({}, demo=False) == ("", "")
    assert provider({"THANTHIEN_PAY": "simulated"}, demo=True) == ("", "")
    assert provider({URL: "https://tra.example", SECRET: GOOD}, demo=False) == ("https://tra.example", GOOD)
    assert provider({URL: "http://127.0.0.1:9000", SECRET: GOOD}, demo=False)[0] == "http://127.0.0.1:9000"
