"""Static files under names that carry their digest, compressed once when they are collected."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Also rewrites the addresses of ES modules that import one another."""

    support_js_module_import_aggregation = True
