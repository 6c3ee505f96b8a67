"""Files of a table, as people have them: CSV in any habitual delimiter and encoding, XLSX. Texts in, texts out."""
