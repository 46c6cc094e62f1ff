"""The table of a run: each work beside its bound on that machine, each figure, a dash for none."""

from bench.table import table


def cells(lines: list[str], name: str) -> list[str]:
    line = next(line for line in lines if line.startswith(f"| {name} |"))
    return [cell.strip() for cell in line.split("|")[2:-1]]


def test_a_work_stands_beside_what_it_may_take_on_the_machine_of_the_run() -> None:
    bare = {"cpu_ms": 4.0, "postgresql_ms": 0.2, "all_ms": 4.2}
    large = {"bare_24": bare, "shop_24_warm": {"cpu_ms": 10.1, "postgresql_ms": 2.5}}
    young = {"bare_24": bare, "shop_24_warm": {"cpu_ms": 9.9, "postgresql_ms": 2.5}}

    lines = table({"postgresql": {"large": large, "young": young}}).splitlines()

    assert "## postgresql" in lines
    assert cells(lines, "listing of 24, warm") == [
        "≤ 5 ms web, ≤ 1.5 ms PostgreSQL",
        "≤ 10 ms web, ≤ 3 ms PostgreSQL",
        "**10.1**, 2.5",
        "9.9, 2.5",
    ]


def test_orders_a_second_are_as_many_fewer_as_the_machine_is_slower() -> None:
    crowd = {"all_ms": 250.0, "orders_per_s": 6.5}
    figures = {"bare_24": {"cpu_ms": 4.0}, "order_12_one_form": {"statements": 40, "crowd": crowd}}

    lines = table({"sqlite": {"young": figures}}).splitlines()

    assert cells(lines, "order of 12, one form") == [
        "≤ 40 statements, ≤ 130 ms, ≥ 12 a second",
        "≤ 40 statements, ≤ 260 ms, ≥ 6 a second",
        "40, 250, 6.5",
    ]


def test_each_figure_has_its_line() -> None:
    page = {"statements": 7, "cpu_ms": 14.4, "all_ms": 14.4, "bytes": 15_558, "bytes_gzip": 4_466}
    rush = {"sold": 50, "errors": 0}

    lines = table(
        {"sqlite": {"large": {"home": page, "rush": rush, "first_page_s": 2.31}}}
    ).splitlines()

    assert cells(lines, "home") == ["7", "14.4", "14.4", "-", "15558", "4466"]
    assert cells(lines, "collective") == ["-"] * 6
    assert "- first_page_s: 2.31" in lines
    assert "- rush: sold 50, errors 0" in lines
