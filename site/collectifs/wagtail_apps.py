"""Wagtail's apps without their part of its API v3, a preview that is not mounted.

Its routers and the schemas of every page take a fifth of the time in which Django starts, and 9 MiB
of each process. Each `ready` is Wagtail's own without them: a test says when Wagtail's has changed.
Images and documents get the policy of ours, and what a page shows is drawn once it is published.
"""

from django.db.models import ForeignKey
from django.db.models.signals import post_migrate
from wagtail.contrib.redirects.apps import WagtailRedirectsAppConfig
from wagtail.documents import apps as documents
from wagtail.images import apps as images
from wagtail.snippets.apps import WagtailSnippetsAppConfig


class RedirectsConfig(WagtailRedirectsAppConfig):
    def ready(self) -> None:
        from wagtail.contrib.redirects import signal_handlers as handlers
        from wagtail.contrib.redirects.models import Redirect
        from wagtail.permissions import register_permission_policy
        from wagtail.signals import page_slug_changed, post_page_move

        register_permission_policy(Redirect)
        post_page_move.connect(handlers.autocreate_redirects_on_page_move)
        page_slug_changed.connect(handlers.autocreate_redirects_on_slug_change)


class ImagesConfig(images.WagtailImagesAppConfig):
    def ready(self) -> None:
        from wagtail.admin.compare import register_comparison_class
        from wagtail.admin.forms.models import register_form_field_override
        from wagtail.admin.ui.fields import register_display_class
        from wagtail.images.components import ImageDisplay
        from wagtail.images.edit_handlers import ImageFieldComparison
        from wagtail.images.signal_handlers import register_signal_handlers
        from wagtail.images.widgets import AdminImageChooser
        from wagtail.models.reference_index import ReferenceIndex
        from wagtail.permissions import register_permission_policy
        from wagtail.signals import page_published

        from commons.core.file_rights import ContentPolicy
        from commons.core.pictures_ahead import ask_for_pictures

        model = images.get_image_model()
        register_permission_policy(model, ContentPolicy(model, "wagtailimages.Image"))
        register_signal_handlers()
        register_form_field_override(ForeignKey, to=model, override={"widget": AdminImageChooser})
        register_comparison_class(ForeignKey, to=model, comparison_class=ImageFieldComparison)
        register_display_class(ForeignKey, to=model, display_class=ImageDisplay)
        page_published.connect(ask_for_pictures)
        ReferenceIndex.register_model(model)


class DocumentsConfig(documents.WagtailDocsAppConfig):
    def ready(self) -> None:
        from wagtail.admin.ui.fields import register_display_class
        from wagtail.documents.components import DocumentDisplay
        from wagtail.documents.signal_handlers import register_signal_handlers
        from wagtail.models.reference_index import ReferenceIndex
        from wagtail.permissions import register_permission_policy

        from commons.core.file_rights import ContentPolicy

        model = documents.get_document_model()
        register_permission_policy(model, ContentPolicy(model, "wagtaildocs.Document"))
        register_signal_handlers()
        register_display_class(ForeignKey, to=model, display_class=DocumentDisplay)
        ReferenceIndex.register_model(model)


class SnippetsConfig(WagtailSnippetsAppConfig):
    def ready(self) -> None:
        from wagtail.snippets.models import create_extra_permissions, register_deferred_snippets

        register_deferred_snippets()
        post_migrate.connect(create_extra_permissions, sender=self)
