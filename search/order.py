"""Orders by date and by use as one number each, so that no two documents share a place.

The same on every engine: a list can be gone on with from any hit, also on the engine that stands in.
"""

import hashlib

from search.documents import Document

# 24 bits for days or uses (16.7 million), 39 bits that follow from the key: below 2**63 in all.
_VALUE_BOUND = 2**24 - 1
_KEY_BITS = 39


def _place(value: float, key: str) -> int:
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    within = int.from_bytes(digest, "big") >> (64 - _KEY_BITS)
    return (int(min(max(value, 0.0), _VALUE_BOUND)) << _KEY_BITS) | within


def newest_order(document: Document) -> int:
    """Return the order number by date, the highest for the newest."""
    return _place(document.date.toordinal() if document.date else 0, document.key)


def used_order(document: Document) -> int:
    """Return the order number by use, the highest for the most used."""
    return _place(document.weight, document.key)
