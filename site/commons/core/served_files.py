"""Static files with hashed names, also inside the scripts that import one another."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """``import "./live.js"`` becomes the hashed name too, so that no browser keeps an old part."""

    support_js_module_import_aggregation = True
