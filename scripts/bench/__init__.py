"""Speed, measured as ratios within one run, in a scratch database and index (``make bench``)."""
