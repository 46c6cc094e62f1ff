"""What only a migrated database holds, made once: site, language, root and home page.

`seed_platform` is called by a data migration, by the tests' session and before each
transactional test, so it takes the registry of models and repeats without harm.
"""

from typing import Any

from django.apps import apps as current_apps


def seed_platform(apps: Any = current_apps) -> None:
    """Make what the product stands on, where it is missing."""
    locale, _ = apps.get_model("wagtailcore", "Locale").objects.get_or_create(language_code="fr")
    root = _root_page(apps, locale)
    home = _home_page(apps, locale, root)
    _sites(apps, home)
    _root_collection(apps)
    apps.get_model("catalogue", "ProductClass").objects.get_or_create(
        name="Produit",
        defaults={"slug": "produit", "requires_shipping": False, "track_stock": False},
    )


def _content_type(apps: Any, label: str, model: str) -> Any:
    types = apps.get_model("contenttypes", "ContentType").objects
    return types.get_or_create(app_label=label, model=model)[0]


def _root_page(apps: Any, locale: Any) -> Any:
    page_model = apps.get_model("wagtailcore", "Page")
    root = page_model.objects.filter(depth=1).first()
    if root:
        # Wagtail's own first migration writes its pages in English and greets with a placeholder.
        page_model.objects.filter(depth=2, slug="home", content_type__model="page").delete()
        page_model.objects.filter(depth=1).update(locale=locale, numchild=0)
        root.refresh_from_db()
        return root
    return page_model.objects.create(
        title="Root",
        slug="root",
        path="0001",
        depth=1,
        numchild=0,
        url_path="/",
        locale=locale,
        content_type=_content_type(apps, "wagtailcore", "page"),
    )


def _home_page(apps: Any, locale: Any, root: Any) -> Any:
    home_model = apps.get_model("home", "HomePage")
    home = home_model.objects.first()
    if home is None:
        home = home_model.objects.create(
            title="Accueil",
            draft_title="Accueil",
            slug="accueil",
            path="00010001",
            depth=2,
            numchild=0,
            url_path="/accueil/",
            live=True,
            locale=locale,
            content_type=_content_type(apps, "home", "homepage"),
        )
    apps.get_model("wagtailcore", "Page").objects.filter(pk=root.pk).update(numchild=1)
    return home


def _sites(apps: Any, home: Any) -> None:
    sites = apps.get_model("wagtailcore", "Site").objects
    if not sites.filter(root_page_id=home.pk).exists():
        sites.update_or_create(
            is_default_site=True,
            defaults={"hostname": "localhost", "port": 80, "root_page_id": home.pk},
        )
    apps.get_model("sites", "Site").objects.update_or_create(
        pk=1, defaults={"domain": "localhost", "name": "Collectifs"}
    )


def _root_collection(apps: Any) -> None:
    collections = apps.get_model("wagtailcore", "Collection").objects
    if not collections.filter(depth=1).exists():
        collections.create(name="Root", path="0001", depth=1, numchild=0)
