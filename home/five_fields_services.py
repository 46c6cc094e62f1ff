"""A collective's site in five fields: what they hold is read from its pages, and written there."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from bs4 import BeautifulSoup
from django.utils.html import format_html_join

from commons.accounts.models import User
from commons.collectives.legal import IDENTITY
from commons.collectives.models import Collective
from commons.collectives.services import set_legal_identity
from commons.core.audit import record
from commons.core.locking import hold_rows, write
from commons.core.models import CollectifsImage
from commons.core.sent_files import Picture, keep_picture
from home.drafts import publish_change
from home.models import CollectivePage, ContentPage

type Block = dict[str, Any]
"""As a stream stores it: type, value, id."""
ON_HOME = frozenset({"sentence", "where", "dues"})
"""What its home itself says."""


@dataclass(frozen=True, slots=True)
class SiteWords:
    """`picture_text` is read aloud for the picture; `where` is of several lines."""

    sentence: str = ""
    picture_text: str = ""
    where: str = ""
    dues: str = ""
    contact_email: str = ""
    phone: str = ""


def words_of(collective: Collective) -> SiteWords:
    """As they stand on the site."""
    site: CollectivePage = collective.page
    return SiteWords(
        sentence=site.introduction,
        picture_text=site.picture.description if site.picture else "",
        where=_plain(_said(site, "way", "text")),
        dues=_said(site, "join", "dues"),
        contact_email=collective.contact_email,
        phone=collective.phone,
    )


@write
def keep_site_picture(
    *, collective: Collective, picture: Picture, text: str, actor: User | None
) -> CollectifsImage:
    """Put a picture among the files of a site, before it is shown, for its editors to use."""
    site: CollectivePage = collective.page
    image = keep_picture(picture, title=site.title, description=text)
    image.is_content, image.collection, image.uploaded_by_user = True, site.files, actor
    image.save(update_fields=["is_content", "collection", "uploaded_by_user"])
    return image


def kept_picture(collective: Collective, uid: UUID) -> CollectifsImage | None:
    """Among the files of the site."""
    found: CollectifsImage | None = CollectifsImage.objects.filter(
        uid=uid, collection=collective.page.files
    ).first()
    return found


@write
def fill_site(
    *,
    collective: Collective,
    words: SiteWords,
    picture: CollectifsImage | None = None,
    actor: User | None,
    now: datetime,
) -> list[str]:
    """Write the words into the pages of a site, each as a revision, and publish them.

    What is said as before is left as it is, and so is a page where nothing changes. Dues go
    wherever one is called to join. Tells which pages, by title, have a draft that waits: it got
    the words too. Raises ``PageIsLocked``, ``PageIsScheduled``, and what ``set_legal_identity``
    raises.
    """
    held = hold_rows(Collective.objects.filter(pk=collective.pk))[0]
    before, site = asdict(words_of(held)), held.page
    said = {name: text for name, text in asdict(words).items() if text != before[name]}
    _describe(picture or site.picture, words.picture_text)
    take, pages = partial(_take, said, picture), list[CollectivePage | ContentPage]()
    if "dues" in said:
        pages += _pages_that_call(site)
    if picture or said.keys() & ON_HOME:
        pages.append(site)
    waiting = [page.title for page in pages if publish_change(page, take, actor=actor)]
    if said.keys() & {"contact_email", "phone"}:
        names = {name: getattr(held, name) for name in IDENTITY}
        reached = {"contact_email": words.contact_email, "phone": words.phone}
        set_legal_identity(publisher=held, identity=names | reached, actor=actor, now=now)
    record(actor=actor, action="fill_site", target=held, now=now)
    return waiting


def _describe(picture: CollectifsImage | None, text: str) -> None:
    if picture and picture.description != text:
        picture.description = text
        picture.save(update_fields=["description"])


def _take(
    said: Mapping[str, str], picture: CollectifsImage | None, page: CollectivePage | ContentPage
) -> None:
    """Change what a page says; a page below the home says of it what dues are."""
    if "dues" in said:
        _say(page, "join", dues=said["dues"])
    if isinstance(page, ContentPage):
        return
    page.introduction = said.get("sentence", page.introduction)
    page.picture = picture or page.picture
    if "where" in said:
        _say(page, "way", text=_paragraphs(said["where"]))


def _pages_that_call(site: CollectivePage) -> Iterator[ContentPage]:
    for page in ContentPage.objects.live().child_of(site):
        if any(block["type"] == "join" for block in page.content.raw_data):
            yield page


def _say(page: CollectivePage | ContentPage, kind: str, **said: str) -> None:
    """In the first block of a kind; where a home has none, in a new one, at the end."""
    blocks: list[Block] = [dict(block) for block in page.content.raw_data]
    named = [block for block in blocks if block["type"] == kind]
    if not named and isinstance(page, ContentPage):
        return
    first: Block = named[0] if named else {"type": kind, "value": {"title": ""}}
    if not named:
        blocks.append(first)
    first["value"] = {**first["value"], **said}
    page.content = page.content.stream_block.to_python(blocks)


def _said(page: CollectivePage, kind: str, name: str) -> str:
    values: Iterator[Mapping[str, Any]] = (
        block["value"] for block in page.content.raw_data if block["type"] == kind
    )
    return str(next(values, {}).get(name) or "")


def _paragraphs(text: str) -> str:
    lines = (line.strip() for line in text.splitlines())
    return format_html_join("", "<p>{}</p>", ((line,) for line in lines if line))


def _plain(html: str) -> str:
    """Its lines, without what an editor made bold."""
    parts = BeautifulSoup(html, "html.parser").find_all(["p", "li"])
    return "\n".join(part.get_text() for part in parts)
