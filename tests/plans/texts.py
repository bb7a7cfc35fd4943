"""A small plan of our own, as a department would send it."""

PLAN = """UBND TỈNH SƠN HẢI
SỞ GIÁO DỤC VÀ ĐÀO TẠO
Số: 77/KH-SGDĐT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn Hải, ngày 05 tháng 02 năm 2026

KẾ HOẠCH
Phát triển thư viện số trong các trường học giai đoạn 2026-2028

Căn cứ Quyết định số 131/QĐ-TTg ngày 25 tháng 01 năm 2022 của Thủ tướng Chính phủ phê duyệt Đề án “Tăng cường ứng dụng công nghệ thông tin”;
Sở Giáo dục và Đào tạo ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Mỗi trường học có một thư viện số để học sinh tự đọc và tự học ở nhà.
2. Yêu cầu
a) Sách và học liệu phải rõ nguồn gốc, được thẩm định trước khi đưa lên.
b) Thư viện dùng được trên điện thoại và không cần đăng nhập để đọc.
II. MỤC TIÊU
1. Mục tiêu đến năm 2026
- Ít nhất 60% trường tiểu học có thư viện số hoạt động.
2. Mục tiêu đến năm 2028
- 100% trường phổ thông có thư viện số; kho học liệu dùng chung có tối thiểu 5.000 học liệu.
III. TỔ CHỨC THỰC HIỆN
1. Văn phòng Sở làm đầu mối, báo cáo Giám đốc Sở trước ngày 15 tháng 12 hằng năm./.

Nơi nhận:
- UBND tỉnh;
- Các trường học;
- Lưu: VT.
GIÁM ĐỐC
Trần Văn Bình
"""
