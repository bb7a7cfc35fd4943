from learning_resources.models.files import FilePassage, FileText, StoredFile
from learning_resources.models.resources import LearningResource, ResourceItem, ResourceTag, ResourceUse
from learning_resources.models.taxonomy import (
    EducationLevel,
    Grade,
    Language,
    Licence,
    MaterialType,
    Outcome,
    Strand,
    Subject,
)

__all__ = [
    "EducationLevel",
    "FilePassage",
    "FileText",
    "Grade",
    "Language",
    "LearningResource",
    "Licence",
    "MaterialType",
    "Outcome",
    "ResourceItem",
    "ResourceTag",
    "ResourceUse",
    "StoredFile",
    "Strand",
    "Subject",
]
