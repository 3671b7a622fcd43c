"""After the Interview: plans, messages and checklists as data, turned into pages and files.

The library knows nothing of MkDocs. Data flows one way: YAML → typed model → HTML or bytes.
"""
