"""Text of files by page, slide, section or second: pure functions over paths, without Django.

``extract(path, media_type)`` is the door; nothing but ``ExtractionError`` leaves it.
"""

from learning_resources.files.extraction.dispatch import extract
from learning_resources.files.extraction.result import VERSION, ExtractedText, ExtractionError, Passage

__all__ = ["VERSION", "ExtractedText", "ExtractionError", "Passage", "extract"]
