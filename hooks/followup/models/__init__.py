"""What the content is: typed, frozen, checked one file at a time. Knows nothing of YAML, Jinja or MkDocs."""
