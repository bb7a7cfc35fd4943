from plans.importer.errors import PlanFileError
from plans.importer.source import Source


def read_pdf(data: bytes) -> Source:
    raise PlanFileError("chưa đọc được pdf")
