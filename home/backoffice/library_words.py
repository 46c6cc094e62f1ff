"""What Wagtail says by itself in French and we say otherwise, or says in English.

Our catalogue is read before Wagtail's (LOCALE_PATHS), so that naming its sentences here is enough;
labels that it makes of the names of fields are given in `face.py`. Nothing imports this module: the
command `messages` reads it.
"""

from django.utils.translation import gettext_noop as _

NOT_TRANSLATED = [
    _("Any"),
    _("App"),
    _("Timeline"),
]
WITHOUT_ITS_NAME = [
    _("Can access Wagtail admin"),
    _("Members of the chosen Wagtail Groups can approve this task"),
    _("Wagtail core"),
    _("View Wagtail quick actions"),
]
WRONG_IN_FRENCH = [
    _("Add %(label)s"),
    _("Add %(model_name)s"),
    _("Anyone can edit this %(model_name)s"),
    _("Anyone can edit this %(model_name)s – lock it to prevent others from editing"),
    _("Create a new %(model_name)s"),
    _("Editing %(page_type)s"),
    _("New: %(model_name)s"),
    _("Once scheduled:"),
    _("%(label)s and Publish"),
    _("0 minutes"),
    _("Current page status:"),
    _("Explore subpages of '%(title)s'"),
    _("Locking status"),
    _("Status: "),
    _("The page '%(page_title)s' is not currently awaiting moderation."),
    _("The slug '%(page_slug)s' is already in use within the parent page."),
    _("Would you still like to publish this page?"),
    _("Skip to main content"),
    _("Published"),
    _("meta description"),
    _("Site history"),
    _("The page could not be created due to validation errors."),
    _("The page could not be saved due to validation errors."),
    _("The page title as you'd like it to be seen by the public"),
    _("The name of the page as it will appear in URLs e.g http://domain.com/blog/[my-slug]/"),
    _("title tag"),
]
# Of workflows and moderation: people review what others propose.
OF_REVIEWS = [
    _("Awaiting my review"),
    _("Awaiting your review"),
    _("Cancel workflow "),
    _("In Moderation"),
    _("in moderation"),
    _("live + in moderation"),
    _("This %(model_name)s is currently awaiting moderation."),
    _("Page '%(page_title)s' created and submitted for moderation."),
    _("Page '%(page_title)s' has been submitted for moderation."),
    _("Publishing this page will cancel the current workflow."),
    _("Restart workflow "),
    _("Task started"),
    _("Task submitted by"),
    _("This page hasn't been submitted for moderation yet"),
    _("This page is currently at <strong>%(task)s</strong> in <strong>%(workflow)s</strong>."),
    _(
        "This page was marked as needing changes at <strong>%(task)s</strong> in"
        " <strong>%(workflow)s</strong>."
    ),
    _("Completed at"),
    _("Page/Snippet"),
    _("Started at"),
    _("Started at <b>%(started_at)s</b>"),
    _("Workflow"),
    _("Workflow completed"),
    _("Workflow history"),
    _("Workflow on page '%(page_title)s' has been cancelled."),
    _("Workflow on page '%(page_title)s' has been restarted."),
    _("Workflow progress"),
    _("Workflow started"),
    _("Workflow state"),
    _("Workflow states"),
    _("Workflow tasks"),
    _("Workflows"),
    _("Your pages and snippets in a workflow"),
]
OUR_WORDS = [
    _("Choose when this page should go live and/or expire"),
    _("Expiry date/time must be in the future."),
    _("Go live date/time must be before expiry date/time"),
    _("No publishing schedule set"),
    _("Set publishing schedule"),
    _(
        "This publishing schedule will only take effect after you select the"
        ' "Schedule to publish" option'
    ),
    _("Expiry:"),
    _("Go-live:"),
    _("Once live anyone can view"),
    _("Page '%(page_title)s' created and scheduled for publishing."),
    _("Page '%(page_title)s' has been scheduled for publishing."),
    _("Page '%(page_title)s' is live and this version has been scheduled for publishing."),
    _("Schedule to publish"),
    _("Live"),
    _("Unlocked"),
    _("View live"),
    _("Add an email link"),
    _("Email link"),
]
