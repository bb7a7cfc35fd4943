"""Reads official plans from files."""

import json
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from plans.drafts import draft_from_reading
from plans.importer import ParsedFile, PlanFileError, parse_path, to_json
from plans.models import PlanIndexPage
from plans.services import import_plan

_BAD_INPUT = 2


class Command(BaseCommand):
    help = (
        "Read plans from files (txt, docx, pdf, html): make draft pages, publish them, or print the reading."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print the reading as JSON and store nothing")
        parser.add_argument("--publish", action="store_true", help="publish the pages at once")
        parser.add_argument("--user", help="e-mail of the person who imports (default: the system)")

    def handle(self, *args: Any, **options: Any) -> None:
        # All files are read before anything is stored: a bad one leaves nothing behind.
        readings = [(path, self._read(path)) for path in options["files"]]
        if options["json"]:
            documents = [document for _, reading in readings for document in to_json(reading)["documents"]]
            self.stdout.write(json.dumps({"documents": documents}, ensure_ascii=False, indent=1))
            return
        user = self._user(options["user"])
        for path, reading in readings:
            self._store(path, reading, user, options["publish"])

    def _read(self, path: Path) -> ParsedFile:
        try:
            return parse_path(path)
        except PlanFileError as error:
            self._refuse(path, error.reason)

    def _refuse(self, path: Path, reason: str) -> NoReturn:
        raise CommandError(f"{path}: {reason}", returncode=_BAD_INPUT)

    def _user(self, email: str | None) -> User | None:
        if not email:
            return None
        try:
            return User.objects.get_by_natural_key(email)
        except User.DoesNotExist as error:
            raise CommandError(f"--user: nobody has the e-mail address {email}.") from error

    def _store(self, path: Path, reading: ParsedFile, user: User | None, publish: bool) -> None:
        source = path.read_bytes()
        for document in reading.documents:
            draft = draft_from_reading(document, sha256=reading.sha256)
            try:
                result = import_plan(
                    draft=draft, source=source, source_name=path.name, user=user, publish=publish
                )
            except PlanIndexPage.DoesNotExist as error:
                message = "There is no list of plans yet: run “manage.py load_reference_data” first."
                raise CommandError(message) from error
            state = "published" if publish else "draft"
            done = "made" if result.created else "updated"
            where = result.page.url if publish else f"/quan-tri/pages/{result.page.pk}/edit/"
            self.stdout.write(
                f"{path.name}: {done} {state} “{result.page.number or result.page.title}”,"
                f" {len(draft.clauses)} clauses, {len(document.warnings)} warnings → {where}"
            )
