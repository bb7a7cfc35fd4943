"""Word files (placeholder of the reader; see below)."""

from plans.importer.errors import EncryptedFileError, OldWordFileError, PlanFileError
from plans.importer.source import Source


def ole_error(data: bytes) -> PlanFileError:
    """Say what an OLE container is: an encrypted Office file or a Word 97 document."""
    wide = "EncryptedPackage".encode("utf-16-le")
    return EncryptedFileError() if wide in data else OldWordFileError()


def read_docx(data: bytes) -> Source:
    raise PlanFileError("chưa đọc được docx")
