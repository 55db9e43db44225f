"""What each form of `dates.yaml` means in days: one function for each group of forms.

A reading gets the tokens of the form by class name and the `Moment` it is read at, and gives back one `Days`
with its grain, several of them with the tokens they stand on, or None where the words are no date after all
("31 February").
"""

from __future__ import annotations

from collections.abc import Callable

from crosscheck.language.dates import days, periods, relative, stretches
from crosscheck.language.dates.moment import Moment, Parts, Result

Reading = Callable[[Parts, Moment], Result]

READINGS: dict[str, Reading] = {
    "iso": days.iso,
    "slashed": days.slashed,
    "day_month": days.day_month,
    "day_list": days.day_list,
    "day_range": days.day_range,
    "from_to_days": days.from_to_days,
    "dayword": days.dayword,
    "weekday": days.weekday,
    "weekend": days.weekend,
    "nth_weekday": days.nth_weekday,
    "week_of": days.week_of,
    "holiday": days.holiday,
    "nth_day": days.nth_day,
    "month": periods.month,
    "month_list": periods.month_list,
    "month_range": periods.month_range,
    "year": periods.year,
    "years": periods.years,
    "decade": periods.decade,
    "decades": periods.decades,
    "century": periods.century,
    "centuries": periods.centuries,
    "quarter": periods.quarter,
    "quarters": periods.quarters,
    "month_quarter": periods.month_quarter,
    "half": periods.half,
    "season": periods.season,
    "fiscal": periods.fiscal,
    "spanyear": periods.spanyear,
    "part_of": periods.part_of,
    "unit_now": relative.unit_now,
    "this_and_next": relative.this_and_next,
    "then": relative.then,
    "stretch": relative.stretch,
    "ago": relative.ago,
    "shift": relative.shift,
    "ahead": relative.ahead,
    "offset": stretches.offset,
    "period": stretches.period,
    "nth_unit": stretches.nth_unit,
    "same_in": stretches.same_in,
    "first_months": stretches.first_months,
    "the_unit": stretches.the_unit,
    "soon": stretches.soon,
}
