"""What changes plans: clauses are written when a plan is published, plans are made from files."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import slugify

from accounts.models import Organisation, User
from core.models import PortalDocument
from core.text import fold, squeeze
from plans.drafts import PlanDraft
from plans.materialise import clause_rows
from plans.models import Clause, DocumentReference, PlanIndexPage, PlanPage, PlanTarget, PlanTask, TargetGoal

_SLUG_LENGTH = 70


@transaction.atomic
def materialise_clauses(plan: PlanPage) -> int:
    """Write the clause rows of a published plan and return their number.

    Rows are kept by anchor, so that what points at a clause stays.
    """
    existing = {clause.anchor: clause for clause in plan.clauses.all()}
    fresh, changed = [], []
    for position, row in enumerate(clause_rows(plan.body)):
        clause = existing.pop(row.anchor, None)
        values = {**row.__dict__, "text_hash": row.text_hash, "position": position}
        if clause is None:
            fresh.append(Clause(plan=plan, **values))
        elif any(getattr(clause, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(clause, name, value)
            changed.append(clause)
    plan.clauses.filter(pk__in=[clause.pk for clause in existing.values()]).delete()
    Clause.objects.bulk_create(fresh, batch_size=500)
    fields = ["position", "level", "depth", "label", "title", "html", "text", "text_hash"]
    Clause.objects.bulk_update(changed, fields, batch_size=200)
    return plan.clauses.count()


def remove_clauses(plan: PlanPage) -> None:
    """Drop the clauses of a plan that is no longer published."""
    plan.clauses.all().delete()


def find_issuer(name: str, parent: str, signed_on: datetime.date | None) -> Organisation | None:
    """Return the unit of that name that existed when the document was signed, or None.

    Names vary in print (UBND / Ủy ban nhân dân, GDĐT / Giáo dục và Đào tạo): they are compared
    folded and unabbreviated. A department prints its province only in the line above its own
    name: ``UBND TỈNH SƠN HẢI / SỞ GIÁO DỤC VÀ ĐÀO TẠO``.
    """
    wanted = {_issuer_key(name)}
    if parent:
        wanted.add(_issuer_key(f"{name} {_issuer_key(parent).removeprefix('uy ban nhan dan ')}"))
    matches = [unit for unit in Organisation.objects.all() if _issuer_key(unit.name) in wanted]
    if signed_on:
        matches = [unit for unit in matches if _valid_on(unit, signed_on)] or matches
    return matches[0] if matches else None


def _valid_on(unit: Organisation, day: datetime.date) -> bool:
    return (unit.valid_from is None or unit.valid_from <= day) and (
        unit.valid_to is None or day <= unit.valid_to
    )


def _issuer_key(name: str) -> str:
    folded = squeeze(fold(name).replace("&", " va "))
    for short, full in (
        ("ubnd", "uy ban nhan dan"),
        ("gddt", "giao duc va dao tao"),
        ("gd va dt", "giao duc va dao tao"),
        ("thanh pho", "tp"),
    ):
        folded = folded.replace(short, full)
    return folded


@dataclass(frozen=True)
class ImportedPlan:
    """A plan that was made from a file, and whether it existed before."""

    page: PlanPage
    created: bool


@transaction.atomic
def import_plan(
    *,
    draft: PlanDraft,
    source: bytes,
    source_name: str,
    user: User | None,
    publish: bool = False,
    slug: str = "",
) -> ImportedPlan:
    """Make a plan page (a draft, or live with ``publish``) from one document of a file.

    A plan with the same number and date is updated by a new revision instead of made twice.
    ``user`` None means the system itself (a command). Raises PermissionDenied for a user without
    the right to add pages below the list of plans, and PlanIndexPage.DoesNotExist without a list.
    """
    index = PlanIndexPage.objects.get()
    _check_may_import(index, user, publish)
    existing = _existing_plan(draft)
    page = existing or PlanPage()
    _fill(page, draft, slug)
    page.source_file = _source_document(source, source_name, draft)
    page.source_sha256 = draft.sha256
    if existing is None:
        page.live = False
        page.owner = user
        index.add_child(instance=page)
    revision = page.save_revision(user=user, changed=True)
    if publish:
        revision.publish(user=user)
        page.refresh_from_db()
    return ImportedPlan(page, existing is None)


def _check_may_import(index: PlanIndexPage, user: User | None, publish: bool) -> None:
    if user is None:
        return
    if isinstance(user, AnonymousUser):
        raise PermissionDenied
    tester = index.permissions_for_user(user)
    if not tester.can_add_subpage() or (publish and not tester.can_publish_subpage()):
        raise PermissionDenied


def _existing_plan(draft: PlanDraft) -> PlanPage | None:
    if not draft.number:
        return None
    found = PlanPage.objects.filter(number=draft.number, signed_on=draft.signed_on).first()
    if found is None or not found.has_unpublished_changes:
        return found
    latest = found.get_latest_revision_as_object()
    assert isinstance(latest, PlanPage)
    return latest


def _fill(page: PlanPage, draft: PlanDraft, slug: str) -> None:
    for name, value in draft.page_fields().items():
        setattr(page, name, value)
    page.issuer = find_issuer(draft.issuer, draft.issuer_parent, draft.signed_on) if draft.issuer else None
    page.body = [(clause.block_type, clause.block_value()) for clause in draft.clauses]
    if not page.slug:
        page.slug = _free_slug(slug or _slug_of(draft))
    page.targets = [_target(values) for values in draft.targets]
    page.tasks = [PlanTask(**values) for values in draft.tasks]
    page.references = [DocumentReference(**values) for values in draft.references]


def _target(values: dict[str, Any]) -> PlanTarget:
    goals: Iterable[tuple[int, Any]] = values["goals"]
    target = PlanTarget(**{name: value for name, value in values.items() if name != "goals"})
    target.goals = [TargetGoal(year=year, value=value) for year, value in goals]
    return target


def _slug_of(draft: PlanDraft) -> str:
    """``2534-kh-sgddt-tang-cuong-ung-dung-cong-nghe-thong-tin``: number first, whole words."""
    words = slugify(fold(f"{draft.number} {draft.title}").replace("/", "-"))
    return words if len(words) <= _SLUG_LENGTH else words[: _SLUG_LENGTH + 1].rpartition("-")[0]


def _free_slug(wanted: str) -> str:
    slug, number = wanted or "ke-hoach", 2
    while PlanPage.objects.filter(slug=slug).exists():
        slug, number = f"{wanted}-{number}", number + 1
    return slug


def _source_document(source: bytes, name: str, draft: PlanDraft) -> PortalDocument:
    """Return the stored file; several documents of one file, and its second import, share it."""
    sibling = PlanPage.objects.filter(source_sha256=draft.sha256).exclude(source_file=None).first()
    if sibling is not None and sibling.source_file is not None:
        return sibling.source_file
    document = PortalDocument(title=(draft.number or draft.title)[:255])
    document.file.save(name, ContentFile(source), save=False)
    document.file_size = len(source)
    document.save()
    return document
