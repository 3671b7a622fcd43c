"""How the texts read: their reading levels, and the web addresses in them. Nothing here fails a build."""
