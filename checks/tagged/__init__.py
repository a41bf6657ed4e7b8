"""What Portuguese and English words can be: tags from LanguageTool's dictionaries, read without its server."""
