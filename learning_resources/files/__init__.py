"""What is inside the library's files: their text by page, slide and second, read within limits."""
