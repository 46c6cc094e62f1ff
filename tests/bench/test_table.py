"""The table of a run shows each figure, and a dash where one lacks."""

from bench.table import table


def test_each_figure_has_its_line() -> None:
    page = {"queries": 7, "cpu_ms": 14.4, "bytes": 15_558, "bytes_gzip": 4_466}
    rush = {"sold": 50, "errors": 0}

    lines = table({"sqlite": {"home": page, "rush": rush, "first_page_s": 2.31}}).splitlines()

    assert "== sqlite" in lines
    assert ["home", "7", "14.4", "15558", "4466"] in [line.split() for line in lines]
    assert ["collective", "-", "-", "-", "-"] in [line.split() for line in lines]
    assert ["first_page_s", "2.31"] in [line.split() for line in lines]
    assert any(line.endswith("sold 50, errors 0") for line in lines)
