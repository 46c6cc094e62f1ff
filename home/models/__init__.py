"""Pages of the network and of its collectives, content by Wagtail."""

from home.models.calendar_address import CalendarAddress
from home.models.collective import CollectivePage, ContentPage
from home.models.contact import ContactPage
from home.models.events import EventIndexPage, EventPage
from home.models.guide_use import GuideAnswer, ReviewReminder
from home.models.guides import GuidePage, GuideShelf, GuidesPage
from home.models.network import HomePage, WelcomePage
from home.models.news import NewsIndexPage, NewsPage
from home.models.searched import SearchEntry, SearchPosting, SearchWord

__all__ = [
    "CalendarAddress",
    "CollectivePage",
    "ContactPage",
    "ContentPage",
    "GuideAnswer",
    "GuidePage",
    "GuideShelf",
    "GuidesPage",
    "EventIndexPage",
    "EventPage",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "ReviewReminder",
    "SearchEntry",
    "SearchPosting",
    "SearchWord",
    "WelcomePage",
]
