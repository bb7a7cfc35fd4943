"""What `make run` does before it starts: database, reference data, demonstration, a word of welcome."""

import os
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal.management.commands.load_demo import logins_file


class Command(BaseCommand):
    help = "Migrate, load what is missing, and say where the portal is."

    def handle(self, *args: Any, **options: Any) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0, interactive=False)
        call_command("load_demo", if_empty=True, accounts=True, stdout=self.stdout)
        address = f"http://localhost:{os.environ.get('PORT') or 8000}"
        self.stdout.write("")
        self.stdout.write(f"Cổng thông tin:  {address}/")
        self.stdout.write(f"Trang quản trị:  {address}/quan-tri/")
        if logins_file().exists():
            self.stdout.write(
                "Tài khoản mẫu (mật khẩu mới: .venv/bin/python manage.py load_demo --accounts):"
            )
            self.stdout.write(logins_file().read_text(encoding="utf-8"), ending="")
        self.stdout.write("Dừng bằng Ctrl-C.")
