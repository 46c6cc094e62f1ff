"""The page of our faults fails never: no database, no session, no collected static file."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import RequestFactory
from django.utils import translation
from django.views.defaults import server_error
from pytest_django import Settings


@pytest.fixture
def page(settings: Settings, tmp_path: Path) -> str:
    """What is answered in production where nothing was collected; tests here have no database."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "commons.core.served_files.StaticFiles"}
    }
    answer = server_error(RequestFactory().get("/vallee/panier/"))

    assert answer.status_code == 500
    return answer.content.decode()


def test_it_says_whose_fault_it_is_and_leads_home(page: str) -> None:
    assert '<html lang="fr">' in page
    assert page.count("<h1") == 1
    assert "La page n’a pas pu s’afficher" in page
    assert '<a class="btn" href="/">' in page


def test_its_sheets_exist_under_their_plain_names(page: str) -> None:
    files = re.findall(r'href="/static/([^"]+)"', page)

    assert len(files) == 4
    assert [file for file in files if finders.find(file) is None] == []


def test_it_holds_no_script_and_no_inline_style(page: str) -> None:
    assert re.findall(r"<script|<style|\sstyle=", page) == []


def test_its_language_is_the_one_it_is_written_in() -> None:
    with translation.override("en"):
        answer = server_error(RequestFactory().get("/")).content.decode()

    assert '<html lang="en">' in answer
    assert "The page could not be displayed" in answer
