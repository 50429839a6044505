"""The groups that people are in, and what each may do; made anew after every `migrate`.

Permissions exist only once `post_migrate` has run, so a migration could not give them. The groups
named here have exactly the permissions named here; another mix is another group.
"""

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import connections, models
from django.utils.translation import gettext_lazy as _

from advice.publication.models import Publication


class Role(models.TextChoices):
    """A group that this project makes; the value is the group's name."""

    CONTRIBUTOR = "contributor", _("writes drafts and sends them to review")
    CURATOR = "curator", _("also signs, publishes, withdraws and merges")
    ADMINISTRATOR = "administrator", _("also manages accounts")
    MENTOR = "mentor", _("makes share links; does not enter the admin")


STAFF = frozenset({Role.CONTRIBUTOR, Role.CURATOR, Role.ADMINISTRATOR})
"""Whose members enter the admin."""

RECORDS = (
    "argument",
    "claim",
    "crux",
    "person",
    "position",
    "question",
    "situation",
    "source",
    "topic",
)
TIES = ("argumentclaim", "claimsituation", "claimtopic", "setaside", "topiclabel")
"""Rows that belong to a record; whoever writes the record writes them."""


def publish_permission(model: type[models.Model]) -> str:
    """The permission to publish and withdraw records of `model`, as `user.has_perm` takes it."""
    return f"{model._meta.app_label}.publish_{model._meta.model_name}"


def install(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Receiver of post_migrate: make the groups and give them their permissions."""
    wanted = {"auth_group_permissions", "auth_permission", "django_content_type"}
    if not wanted.issubset(connections[using].introspection.table_names()):
        return  # migrated back to before these tables
    for app in (sender, apps.get_app_config("auth")):
        create_permissions(app, verbosity=0, using=using)
    _create_publish_permissions(sender, using)
    permissions = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.using(using).select_related("content_type")
    }
    for role, names in _permissions_by_role().items():
        group = Group.objects.using(using).get_or_create(name=role.value)[0]
        group.permissions.set([permissions[name] for name in sorted(names) if name in permissions])


def _create_publish_permissions(app: AppConfig, using: str) -> None:
    for model in app.get_models():
        if not issubclass(model, Publication):
            continue
        content_type = ContentType.objects.db_manager(using).get_for_model(model)
        Permission.objects.using(using).get_or_create(
            content_type=content_type,
            codename=f"publish_{model._meta.model_name}",
            defaults={"name": f"Can publish and withdraw {model._meta.verbose_name}"},
        )


def _permissions_by_role() -> dict[Role, set[str]]:
    contributor = _permissions(("view", "add", "change"), RECORDS)
    contributor |= _permissions(("view", "add", "change", "delete"), TIES)
    contributor |= _permissions(("view",), ("fidelitysignature",))
    mentor = _permissions(("view", "add", "change", "delete"), ("sharelink",))
    curator = contributor | mentor | _permissions(("delete", "publish"), RECORDS)
    curator |= _permissions(("view", "change"), ("claimreport",))
    curator |= _permissions(("add",), ("fidelitysignature",))
    accounts = _permissions(("view", "add", "change", "delete"), ("user",), "auth")
    oversight = _permissions(("view",), ("group",), "auth") | _permissions(("oversee",), ("sharelink",))
    oversight |= _permissions(("delete",), ("claimreport",)) | _permissions(
        ("waive",), ("fidelitysignature",)
    )
    return {
        Role.CONTRIBUTOR: contributor,
        Role.CURATOR: curator,
        Role.ADMINISTRATOR: curator | accounts | oversight,
        Role.MENTOR: mentor,
    }


def _permissions(actions: tuple[str, ...], models: tuple[str, ...], app: str = "advice") -> set[str]:
    return {f"{app}.{action}_{model}" for action in actions for model in models}


def give(user: User, role: Role) -> None:
    """Put a saved account into the group of `role`, and let it enter the admin where the role does."""
    user.groups.add(Group.objects.get(name=role.value))
    if role in STAFF and not user.is_staff:
        user.is_staff = True
        user.save(update_fields=["is_staff"])
