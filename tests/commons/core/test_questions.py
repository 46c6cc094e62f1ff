"""A question put into SQL once answers each asking by itself."""

from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import DateField, DateTimeField, IntegerField, Q, QuerySet, UUIDField, Value
from pytest_django import DjangoAssertNumQueries

from commons.core.questions import Among, Given, GivenMoment, GivenSome, earlier, question
from distributions.models import Distribution
from tests.concurrency.threads import together
from tests.factories import FRIDAY, MONDAY, make_collective, make_distribution

CHRISTMAS = date(2026, 12, 25)
DAY = timedelta(days=1)


def after(start: datetime | Given, collective: int | Given) -> QuerySet[Distribution]:
    rows = Distribution.objects.filter(starts_at__gt=start, collective=collective)
    return rows.select_related("collective__network").order_by("starts_at")


def days(day: date | Given) -> QuerySet[Distribution, tuple[UUID, bool]]:
    rows = Distribution.objects.filter(day=day).order_by()
    return rows.values_list("uid", Value(True)).union(rows.values_list("uid", Value(False)))


asked_after = question(
    lambda: after(Given("start", DateTimeField()), Given("collective", IntegerField()))
)
asked_days = question(lambda: days(Given("day", DateField())))


@pytest.mark.django_db
def test_each_asking_finds_what_the_queryset_finds() -> None:
    early, late = make_distribution(), make_distribution(day=CHRISTMAS)

    for start in (MONDAY, early.starts_at, late.starts_at):
        for collective in (early.collective_id, late.collective_id):
            found = asked_after.ask(start=start, collective=collective)
            assert found == list(after(start, collective))


@pytest.mark.django_db
def test_what_is_read_beside_a_row_costs_no_further_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    collective = make_collective()
    make_distribution(collective)
    make_distribution(collective, CHRISTMAS)

    with django_assert_num_queries(1):
        found = asked_after.ask(start=MONDAY, collective=collective.pk)
        assert {each.collective.network for each in found} == {collective.network}


@pytest.mark.django_db
def test_a_union_gives_its_values_as_python_knows_them() -> None:
    distribution = make_distribution()

    found = asked_days.ask(day=FRIDAY)

    assert sorted(found) == [(distribution.uid, False), (distribution.uid, True)]


@pytest.mark.django_db
def test_a_value_that_is_missing_is_told() -> None:
    with pytest.raises(KeyError, match="collective"):
        asked_after.ask(start=MONDAY)


@pytest.mark.django_db
def test_its_sql_is_written_once() -> None:
    written: list[str] = []

    @question
    def counted() -> QuerySet[Distribution]:
        written.append("once")
        return after(MONDAY, make_collective().pk)

    assert counted.ask() == counted.ask() == []
    assert written == ["once"]


@pytest.mark.django_db(transaction=True)
def test_threads_that_ask_together_get_their_own_answers() -> None:
    rows = [make_distribution() for _ in range(8)]

    answers = together(
        partial(asked_after.ask, start=MONDAY, collective=each.collective_id) for each in rows
    )

    assert answers == [[each] for each in rows]


among_days = question(
    lambda: Distribution.objects.filter(
        Q(Among("uid", GivenSome("uids", UUIDField())))
        | Q(Among("pk", GivenSome("ids", IntegerField())))
    ).order_by("pk")
)


@pytest.mark.django_db
@pytest.mark.parametrize("many", [0, 1, 3])
def test_it_finds_those_among_some_values_however_many(many: int) -> None:
    collective = make_collective()
    days = [make_distribution(collective, CHRISTMAS + n * DAY) for n in range(5)]

    found = among_days.ask(uids=[day.uid for day in days[:many]], ids=[days[-1].pk] * many)

    assert found == [*days[:many], *days[-1:][:many]]


@pytest.mark.postgres
@pytest.mark.django_db
def test_postgresql_plans_it_once_for_all_values() -> None:
    rows = [make_distribution() for _ in range(2)]

    for each in rows * 5:
        asked_after.ask(start=MONDAY, collective=each.collective_id)

    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT generic_plans > 0 FROM pg_prepared_statements
            WHERE position('::timestamp' IN statement) > 0
            """
        )
        assert cursor.fetchall() == [(True,)]


@pytest.mark.django_db
def test_a_moment_earlier_than_the_one_that_is_given() -> None:
    distribution = make_distribution()
    start = distribution.starts_at
    since = question(
        lambda: after(earlier(GivenMoment("now"), DAY), Given("collective", IntegerField()))
    )

    found = {
        shift: since.ask(now=start + shift, collective=distribution.collective_id)
        for shift in (DAY, DAY - timedelta(microseconds=1))
    }

    assert found == {DAY: [], DAY - timedelta(microseconds=1): [distribution]}
