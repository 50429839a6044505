"""The one Django app; its stages are packages (docs/decisions/0001-one-app-one-way.md)."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate, pre_migrate


class AdviceConfig(AppConfig):
    default = True
    name = "advice"
    verbose_name = "Career advice"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in, user_logged_out

        from advice import checks, schema  # noqa: F401 - importing checks registers them
        from advice.accounts import groups, kept_forms
        from advice.claims import receivers  # noqa: F401
        from advice.sharing.redaction import clean_every_record

        clean_every_record()
        user_logged_in.connect(kept_forms.somebody_signed_in)
        user_logged_out.connect(kept_forms.somebody_signed_out)
        pre_migrate.connect(schema.prepare, sender=self)
        post_migrate.connect(schema.install, sender=self)
        post_migrate.connect(groups.install, sender=self)


class CurationConfig(admin_apps.AdminConfig):
    """Django's admin with a site of our own."""

    default = False
    default_site = "advice.admin_site.CurationSite"
