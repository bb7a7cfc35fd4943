"""Materials for load tests: many, all different, the same every time."""

import itertools

from portal.demo.catalogue import resources
from portal.demo.scale import synthetic_resources


def test_the_same_seed_gives_the_same_materials() -> None:
    assert list(synthetic_resources(50, 3)) == list(synthetic_resources(50, 3))
    assert list(synthetic_resources(50, 3)) != list(synthetic_resources(50, 4))


def test_a_larger_count_only_adds() -> None:
    assert list(itertools.islice(synthetic_resources(1000, 3), 50)) == list(synthetic_resources(50, 3))


def test_slugs_are_unique_and_new() -> None:
    slugs = {row["slug"] for row in synthetic_resources(5000, 1)}
    assert len(slugs) == 5000
    assert slugs.isdisjoint(row["slug"] for row in resources())
    assert max(map(len, slugs)) <= 120


def test_the_shape_is_that_of_the_written_materials() -> None:
    written = set(resources()[0])
    for row in synthetic_resources(300, 2):
        assert set(row) == written
        assert row["files"] == []
        assert row["link"] is None and row["licence"] != "ARR"
        assert row["downloads"] <= row["views"]
