"""Un libro de Excel: sus hojas, sus celdas y cómo se ve cada valor."""
