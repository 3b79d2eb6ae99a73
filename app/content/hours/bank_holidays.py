"""Scottish bank holidays, because a place that says nothing about them may be shut."""

from datetime import date
from functools import cache

from holidays import country_holidays


@cache
def list_bank_holidays(year: int) -> frozenset[date]:
    """Return Scotland's bank holidays in a year, with the days they are moved to.

    The dates come from the `holidays` library (GB, subdivision SCT), which follows
    the Banking and Financial Dealings Act 1971 and royal proclamations.
    """
    return frozenset(country_holidays("GB", subdiv="SCT", years=year))


def is_bank_holiday(day: date) -> bool:
    """Return whether a day is a bank holiday in Scotland."""
    return day in list_bank_holidays(day.year)
