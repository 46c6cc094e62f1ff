"""Files as they are served: ours with hashed names, and the public ones of the media folder."""

import posixpath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.static import serve
from whitenoise.storage import CompressedManifestStaticFilesStorage

# A picture that is sent anew, and each of its sizes, has another name.
FOR_EVER = "public, max-age=31536000, immutable"
DOCUMENTS = "documents"  # where Wagtail puts them; it serves them itself, after asking


class StaticFiles(CompressedManifestStaticFilesStorage):
    """``import "./live.js"`` becomes the hashed name too, so that no browser keeps an old part."""

    support_js_module_import_aggregation = True


def public_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture; an ``Http404`` for a document, or for what a restore keeps apart meanwhile."""
    first = posixpath.normpath(path).lstrip("/").partition("/")[0]
    if first == DOCUMENTS or first.startswith("."):
        raise Http404
    answer = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    answer.headers["Cache-Control"] = FOR_EVER
    return answer
