"""Reasons for which a file is refused: each is one Vietnamese sentence that an editor can act on.

Nothing else may leave the importer, whatever the bytes: a property test holds that.
"""


class PlanFileError(Exception):
    """A file that cannot be read as a plan; ``reason`` says why in one Vietnamese line."""

    default_reason = "Không đọc được tệp"

    def __init__(self, reason: str | None = None) -> None:
        self.reason = " ".join((reason or self.default_reason).split())
        super().__init__(self.reason)


class EmptyFileError(PlanFileError):
    """No bytes, or nothing but white space."""

    default_reason = "Tệp rỗng, không có nội dung để đọc"


class UnreadableFileError(PlanFileError):
    """The operating system does not give the file: missing, a folder, no permission."""

    default_reason = "Không mở được tệp"


class BinaryFileError(PlanFileError):
    """Neither text nor one of the accepted formats."""

    default_reason = "Tệp nhị phân, không phải văn bản; chỉ nhận tệp .txt, .docx, .pdf có lớp chữ hoặc .html"


class WrongEncodingError(PlanFileError):
    """Text in an encoding other than UTF-8 or UTF-16 with a mark."""

    default_reason = "Văn bản không dùng bảng mã UTF-8; hãy lưu lại tệp bằng bảng mã UTF-8 (Unicode dựng sẵn)"


class TooLargeError(PlanFileError):
    """More bytes, characters or lines than a plan can have."""

    default_reason = "Tệp lớn hơn 20 MB"


class TooManyPagesError(TooLargeError):
    """More pages, paragraphs or table cells than a plan can have."""

    default_reason = "Tệp có quá nhiều trang hoặc đoạn"


class NotAPlanError(PlanFileError):
    """Readable text in which nothing of an administrative document was found."""

    default_reason = (
        "Không phải văn bản hành chính: không thấy số ký hiệu, tên loại văn bản, quốc hiệu hay đề mục"
    )


class ScanWithoutTextError(PlanFileError):
    """A PDF whose pages are pictures."""

    default_reason = (
        "Tệp PDF là bản quét ảnh, không có lớp chữ; hãy nhận dạng chữ (OCR) rồi tải lại, "
        "hoặc dùng tệp .docx gốc"
    )


class EncryptedFileError(PlanFileError):
    """A PDF or Office file behind a password."""

    default_reason = "Tệp được bảo vệ bằng mật khẩu; hãy gỡ mật khẩu rồi tải lại"


class TruncatedFileError(PlanFileError):
    """A damaged or incomplete container."""

    default_reason = "Tệp bị hỏng hoặc tải chưa đủ; hãy tải lại từ nguồn"


class ZipBombError(PlanFileError):
    """An Office file that unpacks to far more than a document can hold."""

    default_reason = "Tệp nén giãn ra quá lớn, bị từ chối để bảo vệ hệ thống"


class MacroFileError(PlanFileError):
    """An Office file that carries a program."""

    default_reason = "Tệp Word có chứa macro; hãy lưu lại dưới dạng .docx không macro"


class OldWordFileError(PlanFileError):
    """The binary Word format of before 2007."""

    default_reason = "Tệp Word cũ (.doc); hãy mở bằng Word hoặc LibreOffice và lưu lại dưới dạng .docx"
