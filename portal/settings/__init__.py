"""Settings: ``production`` is the base, ``development`` and ``test`` loosen it by name."""
