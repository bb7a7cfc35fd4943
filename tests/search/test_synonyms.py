"""Synonyms that staff edit."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.test import Client

from search.models import Synonym
from search.synonyms import _Current, current_vocabulary
from search.vocabulary import SEED_GROUPS, SEED_VOCABULARY

pytestmark = pytest.mark.django_db


def test_the_seed_is_in_the_table() -> None:
    assert Synonym.objects.count() == len(SEED_GROUPS)
    assert current_vocabulary() == SEED_VOCABULARY


def test_a_change_is_effective_at_once_here_and_soon_elsewhere() -> None:
    now = [0.0]
    elsewhere = _Current(clock=lambda: now[0])
    elsewhere.get()
    current_vocabulary()
    Synonym.objects.create(forms="KTX, kí túc xá")
    assert ("ktx",) in current_vocabulary().alternatives
    assert ("ktx",) not in elsewhere.get().alternatives
    now[0] = 31.0
    assert ("ktx",) in elsewhere.get().alternatives
    Synonym.objects.filter(forms__startswith="KTX").get().delete()
    assert ("ktx",) not in current_vocabulary().alternatives


def test_an_empty_table_means_the_seed() -> None:
    Synonym.objects.all().delete()
    assert _Current().get() == SEED_VOCABULARY


@pytest.mark.parametrize("forms", ["CNTT", "học bạ, hoc ba", ",", "toán,"])
def test_one_writing_is_no_synonym(forms: str) -> None:
    with pytest.raises(ValidationError):
        Synonym(forms=forms).full_clean()


def test_forms_are_tidied() -> None:
    synonym = Synonym(forms="  KTX ,, ki\u0301   túc xá\u200b ")
    synonym.full_clean()
    assert synonym.forms == "KTX, kí túc xá"


def test_staff_edit_them_in_the_admin(client: Client) -> None:
    user = get_user_model().objects.create_superuser(email="quan.tri@example.vn", password="x" * 12)
    client.force_login(user)
    assert client.get("/quan-tri/snippets/search/synonym/").status_code == 200
    response = client.post("/quan-tri/snippets/search/synonym/add/", {"forms": "KTX, kí túc xá"})
    assert response.status_code == 302
    assert ("ktx",) in current_vocabulary().alternatives
