"""Questions to the database that every page asks: put into SQL once in a process, then only asked.

For a question that joins ten tables Django takes longer to write the SQL than to read the answer.
Such a question is a function that gives a queryset, with `Given` in the place of what differs from
one request to the next; nothing else in it may differ, not even the time.

    @question
    def _offered() -> QuerySet[Listing]:
        return Listing.objects.filter(distribution=Given("distribution", IntegerField()))

    _offered.ask(distribution=distribution.pk)

`Among("pk", GivenSome("ids", BigAutoField()))` stands for a column that is one of some values: `IN`
would be other SQL for each number of them, which the database would plan anew.
"""

import json
import re
from collections.abc import Callable, Sequence
from copy import copy
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, TypeVar

from django.db import connections
from django.db.models import DateTimeField, Expression, F, Field, Lookup, QuerySet


class Given(Expression):
    """Stands for a value, named, that comes with the asking."""

    def __init__(self, name: str, field: Field[Any, Any]) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", [self]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Out of the planner's sight, so that no plan is made for one value (`_plan_once`)."""
        return f"(SELECT %s::{self.kind(connection)})", [self]

    def kind(self, connection: Any) -> str:
        """Its type, without a length: what is too long is nothing, not what it begins with."""
        return str(self.output_field.rel_db_type(connection)).partition("(")[0]

    def value(self, given: Any, connection: Any) -> object:
        """As the database takes it."""
        return self.output_field.get_db_prep_value(given, connection)


class GivenSome(Given):
    """Stands for some values, however many."""

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return f"(SELECT %s)::{self.kind(connection)}[]", [self]

    def value(self, given: Any, connection: Any) -> object:
        values = [super(GivenSome, self).value(each, connection) for each in given]
        return values if connection.vendor == "postgresql" else json.dumps(values)


class GivenMoment(Given):
    """Stands for a moment, or for one earlier than that: SQLite, with text, could not reckon it."""

    def __init__(self, name: str, by: timedelta = timedelta()) -> None:
        super().__init__(name, DateTimeField())
        self.by = by

    def value(self, given: Any, connection: Any) -> object:
        return super().value(given - self.by, connection)


Moment = TypeVar("Moment", datetime, GivenMoment)


def earlier(moment: Moment, by: timedelta) -> Moment:  # noqa: UP047 (a type that others share)
    """A rule about time, for now or for a question."""
    if isinstance(moment, GivenMoment):
        return GivenMoment(moment.name, moment.by + by)
    return moment - by


class Among(Lookup):
    """Whether a column is one of the values that will be given.

    A lookup, not a function: SQLite would be asked whether that is 1, and read no index for it.
    """

    prepare_rhs = False

    def __init__(self, column: str, given: GivenSome) -> None:
        super().__init__(F(column), given)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        column, params = compiler.compile(self.lhs)
        given, values = compiler.compile(self.rhs)
        among = "{} IN (SELECT value FROM json_each({}))"
        if connection.vendor == "postgresql":
            among = "{} = ANY({})"
        return among.format(column, given), (*params, *values)


class Question[Row]:
    """A queryset, asked with other values each time."""

    def __init__(self, rows: Callable[[], QuerySet[Any, Row]]) -> None:
        self._rows = rows

    def ask(self, **given: object) -> list[Row]:
        """The rows for the values that its `Given` name; one query.

        :raises KeyError: a value is missing.
        """
        rows, written, sql, params = self._written
        # Of this thread's connection, and of this asking alone.
        compiler: Any = copy(written)
        compiler.connection = connections[rows.db]
        values = [
            each.value(given[each.name], compiler.connection) if isinstance(each, Given) else each
            for each in params
        ]
        compiler.as_sql = lambda *_, **__: (sql, values)
        asked: Any = rows.all()
        asked.query.get_compiler = lambda *_, **__: compiler
        return list(asked)

    @cached_property
    def _written(self) -> tuple[QuerySet[Any, Row], Any, str, tuple[Any, ...]]:
        """The queryset, the compiler that has written its SQL, the SQL and its parameters."""
        rows = self._rows()
        compiler: Any = rows.query.get_compiler(rows.db)
        sql, params = compiler.as_sql()
        if compiler.connection.vendor == "postgresql":
            sql, params = _plan_once(sql, params, compiler.connection)
        return rows, compiler, sql, params


def _plan_once(sql: str, params: Sequence[Any], connection: Any) -> tuple[str, tuple[Any, ...]]:
    """With what is the same at each asking written into the SQL, and only `Given` as parameters.

    PostgreSQL keeps a plan for all values once it finds it no dearer than the plans that it made
    for single ones. That is certain where no value that the planner sees differs; otherwise a cheap
    day has ten tables planned again for ever, which takes ten times as long as to read them.
    """
    parts = iter(params)

    def place(mark: re.Match[str]) -> str:
        if mark[0] == "%%":
            return "%%"
        param = next(parts)
        if isinstance(param, Given):
            return "%s"
        literal: str = connection.ops.compose_sql("%s", [param])
        return literal.replace("%", "%%")

    written = re.sub("%[%s]", place, sql)
    return written, tuple(param for param in params if isinstance(param, Given))


def question[Row](rows: Callable[[], QuerySet[Any, Row]]) -> Question[Row]:
    """Decorates a function that gives the queryset; it is called once, at the first asking."""
    return Question(rows)
