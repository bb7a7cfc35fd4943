"""Pictures: no text, but a look at their size before anybody decodes them."""

import warnings
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from learning_resources.files.extraction.result import DamagedError, ExtractedText, TooLargeError

MAX_PIXELS = 40_000_000


def check_image(path: Path) -> ExtractedText:
    """Return no text; raises TooLargeError from 40 million pixels on and DamagedError for no picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as image:
                width, height = image.size
                if width * height > MAX_PIXELS:
                    raise TooLargeError("Ảnh có quá nhiều điểm ảnh (hơn 40 triệu)")
                image.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooLargeError("Ảnh có quá nhiều điểm ảnh (hơn 40 triệu)") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise DamagedError from error
    return ExtractedText(None, None, ())
