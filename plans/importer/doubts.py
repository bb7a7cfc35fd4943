"""Doubts: a stable code and the Vietnamese sentence that the editor reads.

``warn("label_skipped", 12, label="d)", before="b)")`` fills the sentence; a missing key is a programming
error and shows in the tests.
"""

from plans.importer.model import ReadingWarning

SENTENCES: dict[str, str] = {
    "number_missing": "Không tìm thấy số, ký hiệu của văn bản.",
    "number_blank": "Dòng số, ký hiệu còn để trống: “{raw}”.",
    "date_missing": "Không tìm thấy địa danh và ngày, tháng, năm ban hành.",
    "date_damaged": "Dòng ngày ban hành viết sai hoặc mất chữ: “{raw}”; đã hiểu là {date}.",
    "date_unreadable": "Không đọc được ngày ban hành: “{raw}”.",
    "issuer_missing": "Không tìm thấy tên cơ quan ban hành.",
    "issuer_elsewhere": "Phần đầu không ghi cơ quan ban hành; đã lấy “{issuer}” từ dòng này.",
    "type_missing": "Không tìm thấy tên loại văn bản; đã suy ra “{type}” từ ký hiệu.",
    "type_unknown": "Không xác định được loại văn bản.",
    "title_missing": "Không tìm thấy trích yếu nội dung.",
    "signer_missing": "Không tìm thấy người ký.",
    "recipients_missing": "Không tìm thấy phần “Nơi nhận”.",
    "closing_missing": "Không thấy dấu kết thúc “./.” của văn bản.",
    "label_repeated": "Số thứ tự “{label}” lặp lại trong cùng một mục; lần này được ghi là {path}.",
    "label_skipped": "Thứ tự đề mục nhảy từ “{before}” đến “{label}”.",
    "label_first": "Đề mục đầu tiên của mục này là “{label}”.",
    "label_parent": "Đề mục “{label}” không nằm trong mục cùng số (đang ở mục “{parent}”).",
    "line_joined": "Dòng này được nối với dòng trước vì câu chưa trọn.",
    "reference_date_conflict": "Văn bản {number} được ghi hai ngày khác nhau: {first} và {second}.",
    "reference_no_date": "Văn bản {number} được viện dẫn không kèm ngày ban hành.",
    "reference_issuer": "Nghị quyết ký hiệu NQ-CP là của Chính phủ, bản gốc ghi “{issuer}”.",
    "target_no_year": "Chỉ tiêu “{text}” không gắn với năm nào.",
    "target_two_years": "Đề mục nêu nhiều năm; chỉ tiêu được gắn với năm {year}.",
    "target_over_100": "Chỉ tiêu {value}% vượt quá 100%.",
    "targets_many": "Văn bản có quá nhiều con số; chỉ đọc {count} chỉ tiêu đầu tiên.",
    "target_fraction": "Chỉ tiêu viết dưới dạng phân số: “{text}”; hãy kiểm tra giá trị và đơn vị.",
    "sentence_too_long": "Câu quá dài hoặc quá nhiều con số, chỉ đọc phần đầu: “{text}”.",
    "target_doubt": "Con số “{text}” có thể là chỉ tiêu; hãy kiểm tra.",
    "task_row_doubt": "Dòng {no} của bảng nhiệm vụ không đủ cột; hãy kiểm tra cách chia ô.",
    "task_number_repeated": "Số thứ tự {no} của bảng nhiệm vụ lặp lại.",
    "task_number_skipped": "Số thứ tự của bảng nhiệm vụ nhảy từ {before} đến {no}.",
    "task_time_text": "Ô thời gian của nhiệm vụ {no} là chữ: “{time}”.",
    "table_unread": "Bảng không nhận ra được cột nhiệm vụ; giữ nguyên là bảng.",
    "money_unit_missing": "Bảng kinh phí không ghi đơn vị tính; tạm hiểu là tỷ đồng.",
    "money_ambiguous": "Số tiền “{raw}” có thể hiểu theo hai cách (dấu phẩy thập phân hay dấu phân nhóm).",
    "money_unreadable": "Không đọc được số tiền “{raw}”.",
    "sum_row": "Nhiệm vụ {no}: tổng {total} tỷ đồng khác tổng các nguồn {sum} tỷ đồng.",
    "sum_group": "Nhóm {no}: kinh phí {total} tỷ đồng khác tổng các nhiệm vụ {sum} tỷ đồng.",
    "sum_total": "Tổng cộng {total} tỷ đồng khác tổng các dòng {sum} tỷ đồng.",
    "sum_sources": "Tổng cộng {total} tỷ đồng khác tổng các nguồn {sum} tỷ đồng.",
    "sum_words": "Số tiền bằng chữ ({words}) khác tổng cộng {total} tỷ đồng.",
    "words_unreadable": "Không đọc được số tiền bằng chữ: “{words}”.",
    "deadline_unreadable": "Không đọc được thời hạn: “{raw}”.",
    "appendix_missing": "Văn bản nhắc đến “{label}” kèm theo nhưng tệp không có.",
    "footnote_moved": "Chú thích chân trang nằm giữa câu; đã tách riêng.",
    "footnote_uncalled": "Không thấy chỗ gọi chú thích {mark}.",
    "metadata_differs": "Thông tin của trang đăng tải ({name}: {site}) khác với văn bản ({text}).",
    "mixed_unicode": "Tệp dùng lẫn bảng mã dựng sẵn và tổ hợp; đã đưa về dựng sẵn (NFC).",
    "replaced_character": "Có ký tự hỏng, không đọc được.",
    "tracked_changes": "Tệp Word còn vết sửa chưa duyệt; đã đọc theo bản đã chấp nhận sửa.",
    "image_text": "Trang {page} không có lớp chữ, có thể là ảnh quét.",
}


def warn(code: str, line: int | None, **values: object) -> ReadingWarning:
    """Return the warning ``code`` at ``line`` with its sentence filled."""
    filled = {name: _short(str(value)) for name, value in values.items()}
    return ReadingWarning(code, line, SENTENCES[code].format(**filled))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 120 else text[:117] + "…"
