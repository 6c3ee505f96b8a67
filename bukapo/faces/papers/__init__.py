"""Papers: finished values in, the bytes of a file out. No database, no request, no clock.

Owns the printed look of the house (the nota). One module per paper, each with one public function of its name:
`receipt_pdf`, `recap_pdf`, `recap_xlsx`, `recap_files` (CSV and JSON), `work_order_pdf`, `packing_pdf`
(`packing_slips_pdf`), `labels_pdf`, `evaluation_pdf`. The forms to fill in are in `forms`.
"""
