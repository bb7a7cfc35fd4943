"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from core.visits import client_address


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by staff; self-registration is closed."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the reader's address, not the proxy's: limits would count all readers as one."""
        return client_address(request)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
