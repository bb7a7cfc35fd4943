from plans.importer.errors import PlanFileError
from plans.importer.source import Source


def read_html(text: str) -> Source:
    raise PlanFileError("chưa đọc được html")
