"""Elasticsearch 9 and OpenSearch 3 behind one adapter."""
